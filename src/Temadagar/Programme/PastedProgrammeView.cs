using System.ComponentModel.DataAnnotations;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Programme;

public enum PastedChange
{
    New,
    Changed,
    Same,
}

/// <summary>What a programme would be like once a pasted one has taken its place.</summary>
/// <param name="Removed">Sessions that no line is of.</param>
/// <param name="Version">Of the programme it was held against: the ETag to keep it with.</param>
public sealed record PastedProgrammeView(IReadOnlyList<PastedSessionView> Sessions, IReadOnlyList<RemovedSessionView> Removed, int Version)
{
    public static PastedProgrammeView Of(IReadOnlyList<PastedSession> pasted, IReadOnlyList<SessionPlan> before, IReadOnlyList<SpeakerChoice> speakers, int version)
    {
        var names = speakers.ToDictionary(speaker => speaker.Id, speaker => speaker.Name);
        var gone = before.ExceptBy(pasted.Select(one => one.Session.Id), session => session.Id);
        return new PastedProgrammeView(
            [.. pasted.Select(one => PastedSessionView.Of(one, names))],
            [.. gone.Select(one => new RemovedSessionView(Stockholm.Clock(one.StartsAt), Stockholm.Clock(one.EndsAt), one.Title, one.Room))],
            version);
    }
}

/// <param name="Id">Null: it is new.</param>
/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
/// <param name="Before">As it is now; null: it is new.</param>
public sealed record PastedSessionView(
    PastedChange Change, Guid? Id, [property: RegularExpression(JsonFields.TimePattern)] string StartsAt, [property: RegularExpression(JsonFields.TimePattern)] string EndsAt, string Title, string? Abstract, SessionKind Kind, string? Room,
    IReadOnlyList<PastedSpeakerView> Speakers, SessionBeforeView? Before)
{
    public static PastedSessionView Of(PastedSession pasted, IReadOnlyDictionary<Guid, string> names)
    {
        var (session, before) = (pasted.Session, pasted.Before);
        return new PastedSessionView(
            before is null ? PastedChange.New : pasted.IsChanged ? PastedChange.Changed : PastedChange.Same, before?.Id,
            Stockholm.Clock(session.StartsAt), Stockholm.Clock(session.EndsAt), session.Title, session.Abstract, session.Kind, session.Room,
            [.. session.Speakers.Select(id => new PastedSpeakerView(id, names[id]))],
            before is null ? null : new SessionBeforeView(before.Title, Stockholm.Clock(before.EndsAt), [.. before.Speakers.Select(id => names.GetValueOrDefault(id)).OfType<string>()]));
    }
}

public sealed record PastedSpeakerView(Guid Id, string Name);

/// <param name="Speakers">Their names.</param>
public sealed record SessionBeforeView(string Title, [property: RegularExpression(JsonFields.TimePattern)] string EndsAt, IReadOnlyList<string> Speakers);

public sealed record RemovedSessionView([property: RegularExpression(JsonFields.TimePattern)] string StartsAt, [property: RegularExpression(JsonFields.TimePattern)] string EndsAt, string Title, string? Room);
