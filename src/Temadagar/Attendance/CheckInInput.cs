using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>What a report from the door is read against.</summary>
public sealed record ReportedDay(DateOnly? Date, IReadOnlyList<Participation> Participation);

/// <summary>Who came without having registered, and when.</summary>
public sealed record WalkInReport(Guid Nonce, DateTimeOffset At, TelephoneRegistration Wanted);

/// <summary>Reads what is reported from the door.</summary>
public sealed class CheckInInput(Database database, OrganizerDayStore ownDays, PlaceStore places, PersonInput people, TimeProvider clock)
{
    /// <summary>How far a phone's clock may be ahead.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private static readonly Text NoCode = new("Ange code eller registrationId.", "Give code or registrationId.");
    private static readonly Text BadCode = new("Koden är tio bokstäver och siffror: ABCDE-FGHJK.", "The code is ten letters and digits: ABCDE-FGHJK.");
    private static readonly Text NotYet = new("Tiden är inte kommen än. Se över telefonens klocka.", "That time has not come yet. Look over the phone's clock.");
    private static readonly Text NotThatDay = new("Tiden är inte på temadagen.", "That time is not on the theme day.");

    /// <returns>Null where the caller sees no such day; whoever does something there is told so.</returns>
    public async Task<ReportedDay?> FindDayAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return null;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return await ownDays.FindVisibleAsync(read, slug, visible) is { } day
            ? new ReportedDay(day.Date, [.. (await places.OfDayAsync(read, day.Id)).Select(place => place.Participation)])
            : null;
    }

    public CheckInReport ReadReport(JsonFields fields, ReportedDay? day)
    {
        var (written, id) = (fields.OptionalText("code", JsonFields.WordLength), fields.OptionalId("registrationId"));
        var code = written is null ? null : CheckInCode.Read(written);
        if (written is not null && code is null)
        {
            fields.Fault("code", BadCode);
        }
        else if (!fields.Faults.Any && written is null == id is null)
        {
            fields.Fault("code", NoCode);
        }

        var report = new CheckInReport(ReadNonce(fields), code, id ?? Guid.Empty, ReadMoment(fields, day));
        fields.RefuseOthers();
        return report;
    }

    public WalkInReport ReadWalkIn(JsonFields fields, ReportedDay? day)
    {
        var (person, email) = people.Read(fields, EmailInput.ReadOptional);
        var participation = fields.OptionalChoice<Participation>("participation") ?? Participation.OnSite;
        if (day is not null && !day.Participation.Contains(participation))
        {
            fields.Fault("participation", ThemeDayProblems.ParticipationNotOffered);
        }

        var whenFull = fields.Flag("overbook") ? WhenFull.Overbook : WhenFull.Refuse;
        var report = new WalkInReport(ReadNonce(fields), ReadMoment(fields, day), new TelephoneRegistration(participation, person, email, whenFull, PersonNeeds.None));
        fields.RefuseOthers();
        return report;
    }

    private static Guid ReadNonce(JsonFields fields) => fields.OptionalId("nonce") ?? Guid.CreateVersion7();

    // Programs in JavaScript know no shorter time: one who leaves by a time that was cut off would have left before coming.
    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));

    private DateTimeOffset ReadMoment(JsonFields fields, ReportedDay? day)
    {
        var at = Whole(fields.OptionalMoment("at", Stockholm.At) ?? clock.GetUtcNow());
        if (FaultOf(at, day) is { } fault)
        {
            fields.Fault("at", fault);
        }

        return at;
    }

    /// <summary>Why nothing can have been done at the day then, or null.</summary>
    public Text? FaultOf(DateTimeOffset at, ReportedDay? day) =>
        at > clock.GetUtcNow() + Ahead ? NotYet
        : day?.Date is { } date && Stockholm.DateOf(at) != date ? NotThatDay
        : null;
}
