using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Programme;
using Temadagar.Speakers;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

/// <summary>All that the public page of a theme day shows.</summary>
public sealed record ThemeDayPage : ThemeDayView
{
    public ThemeDayPage(ThemeDayView day)
        : base(day)
    {
    }

    public string? Description { get; init; }
    public string? DescriptionHtml { get; init; }

    /// <summary>How to find the venue; several lines.</summary>
    public string? Directions { get; init; }

    /// <summary>Extent in hours, as the certificate will say.</summary>
    public decimal? CertificateHours { get; init; }

    /// <summary>Why the day is cancelled, in the organizer's words.</summary>
    public string? CancellationReason { get; init; }
    public OrganizerView? Organizer { get; init; }
    public required IReadOnlyList<ProgrammeSessionView> Programme { get; init; }
    public required IReadOnlyList<SpeakerView> Speakers { get; init; }
}

public sealed class ThemeDayPages(
    Database database, ThemeDayStore days, PlaceStore places, BoardStore boards, ProgrammeStore programme, SpeakerStore speakers, TimeProvider clock)
{
    public async Task<ThemeDayPage?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (await days.FindBySlugAsync(read, slug) is not { } day)
        {
            return null;
        }

        return new ThemeDayPage(ThemeDayView.Of(day, await places.OfDayAsync(read, day.Id), clock.GetUtcNow()))
        {
            Description = day.Description,
            DescriptionHtml = SafeMarkdown.ToHtml(day.Description),
            Directions = day.Directions,
            CertificateHours = day.CertificateHours,
            CancellationReason = day.CancellationReason,
            Organizer = day.BoardId is { } boardId && await boards.FindAsync(read, boardId) is { } board ? OrganizerView.Of(board) : null,
            Programme = await ProgrammeAsync(read, day),
            Speakers = [.. (await speakers.ShownOfDayAsync(read, day.Id)).Select(SpeakerView.Of)],
        };
    }

    private async Task<IReadOnlyList<ProgrammeSessionView>> ProgrammeAsync(Read read, ThemeDay day)
    {
        if (day.Date is not { } date)
        {
            return [];
        }

        var speakersOf = await programme.ShownSpeakersAsync(read, day.Id);
        return [.. (await programme.OfDayAsync(read, day.Id)).Select(session => new ProgrammeSessionView(
            Stockholm.At(date, session.StartsAt),
            Stockholm.At(date, session.EndsAt),
            session.Title,
            SafeMarkdown.ToHtml(session.Abstract),
            session.Kind,
            session.Room,
            [.. speakersOf[session.Id]]))];
    }
}
