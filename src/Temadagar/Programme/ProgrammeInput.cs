using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Programme;

/// <summary>Reads a programme from JSON, and finds every fault at once.</summary>
public static class ProgrammeInput
{
    public const int MaxSessions = 60;
    public const int MaxTitle = 200;
    public const int MaxRoom = 100;
    public const int MaxSpeakers = 20;

    /// <summary>Bytes of a whole programme, with an abstract for each session.</summary>
    public const int MaxBytes = 512 * 1024;

    public const int MaxAbstract = 4000;

    private static readonly Text NoSessions = new("Ange en lista med pass; den får vara tom.", "Give a list of sessions; it may be empty.");
    private static readonly Text TooMany = new($"Ett program kan ha högst {MaxSessions} pass.", $"A programme can have at most {MaxSessions} sessions.");
    private static readonly Text NoStart = new("Ange när passet börjar.", "Give when the session starts.");
    private static readonly Text NoEnd = new("Ange när passet slutar.", "Give when the session ends.");
    private static readonly Text EndsTooEarly = new("Passet måste sluta efter att det börjar.", "The session must end after it starts.");
    private static readonly Text NoTitle = new("Ge passet en titel.", "Give the session a title.");
    private static readonly Text SameId = new("Två pass har samma id.", "Two sessions have the same id.");
    private static readonly Text TooManySpeakers = new($"Ett pass kan ha högst {MaxSpeakers} medverkande.", $"A session can have at most {MaxSpeakers} speakers.");

    /// <summary>A whole programme. A session without an id is new and gets one here; the others must be there.</summary>
    public static (IReadOnlyList<SessionPlan> Sessions, IReadOnlySet<Guid> Kept) Read(JsonFields fields)
    {
        fields.Ignore("version", "date", "startsAt", "endsAt", "speakers");
        var kept = new HashSet<Guid>();
        var sessions = fields.Objects("sessions", 0, MaxSessions, NoSessions, TooMany, session =>
        {
            var id = session.OptionalId("id");
            if (id is { } known && !kept.Add(known))
            {
                session.Fault("id", SameId);
            }

            return ReadFields(session, id ?? Guid.CreateVersion7());
        });
        fields.RefuseOthers();
        return (sessions, kept);
    }

    /// <summary>One session, whose id the address says.</summary>
    public static SessionPlan ReadOne(JsonFields fields, Guid id)
    {
        fields.Ignore("id", "version");
        var session = ReadFields(fields, id);
        fields.RefuseOthers();
        return session;
    }

    private static SessionPlan ReadFields(JsonFields fields, Guid id)
    {
        var session = new SessionPlan(
            id, fields.Time("startsAt", NoStart), fields.Time("endsAt", NoEnd), fields.Text("title", MaxTitle, NoTitle), fields.OptionalMarkdown("abstract", MaxAbstract),
            fields.Choice<SessionKind>("kind"), fields.OptionalText("room", MaxRoom), Speakers(fields));
        if (!fields.Faults.Any && session.EndsAt <= session.StartsAt)
        {
            fields.Fault("endsAt", EndsTooEarly);
        }

        return session;
    }

    private static IReadOnlyList<Guid> Speakers(JsonFields fields)
    {
        var speakers = fields.OptionalIds("speakers");
        if (speakers.Count > MaxSpeakers)
        {
            fields.Fault("speakers", TooManySpeakers);
        }

        return fields.Faults.Any ? [] : speakers;
    }
}
