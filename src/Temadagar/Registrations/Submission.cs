using System.ComponentModel.DataAnnotations;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>What one press of "Anmäl" sends: one or several people, for one or several days.</summary>
/// <param name="ThemeDays">Where one is enough, in order of preference.</param>
/// <param name="SubmittedBy">Who registers colleagues; null where people register themselves.</param>
public sealed record Submission(IReadOnlyList<ThemeDayChoice> ThemeDays, IReadOnlyList<Participant> Participants, string? SubmittedBy, bool OneIsEnough)
{
    public const int MaxParticipants = 20;
    public const int MaxThemeDays = 20;
}

public sealed record ThemeDayChoice([property: Length(1, JsonFields.WordLength)] string Slug, Participation Participation);
