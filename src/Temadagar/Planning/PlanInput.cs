using System.ComponentModel.DataAnnotations;
using Temadagar.Boards;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

public sealed record PlannedPlace(Participation Participation, [property: Range(0, PlanInput.MaxCapacity)] int Capacity);

/// <param name="City">Null: not known.</param>
public sealed record NewTime(DateOnly Date, TimeOnly StartsAt, TimeOnly? EndsAt, (bool Given, string? Value) City, (bool Given, string? Value) Venue)
{
    /// <summary>Whether it gives a day that is as this says another end, or the same, and nothing else.</summary>
    public bool IsOnlyEnd(DateOnly? date, TimeOnly? startsAt, string? city, string? venue) =>
        EndsAt is not null && (Date, StartsAt) == (date, startsAt) && (!City.Given || City.Value == city) && (!Venue.Given || Venue.Value == venue);
}

/// <summary>Reads what an organizer plans from JSON, and finds every fault at once.</summary>
public static class PlanInput
{
    public const int MaxSlugLength = SlugInput.MaxLength;
    public const int MaxPlaces = 2;
    public const int MaxTitle = 200;
    public const int MaxSummary = 1000;
    public const int MaxCity = 100;
    public const int MaxVenue = 200;
    public const int MaxReasonLength = 1000;

    public const int MaxDescriptionLength = 20_000;
    public const int MaxDirections = 2000;
    public const int MaxNumber = 9999;
    public const int MaxCapacity = 1_000_000;
    public const int MaxHours = 999;
    public const int MaxOfferHours = 999;
    public const int MaxMeetingAddress = 1000;

    private static readonly Text NoPlaces = new("Ange en lista med platser; den får vara tom.", "Give a list of places; it may be empty.");
    private static readonly Text TooManyPlaces = new("Varje sätt att delta kan finnas en gång.", "Each way of taking part can be there once.");
    private static readonly Text NotAMeeting = new("Ange hela adressen till mötet, som börjar med https://.", "Give the whole address of the meeting, which begins with https://.");
    private static readonly Text NotYourBoard = new("Du kan bara planera din egen myndighets temadagar.", "You can only plan your own board's theme days.");
    private static readonly Text NoReason = new("Skriv varför temadagen ställs in.", "Write why the theme day is cancelled.");
    private static readonly Text NoStart = new("Ange när temadagen börjar.", "Give when the theme day starts.");
    private static readonly Text EndsTooEarly = new("Temadagen måste sluta efter att den börjar, samma dag.", "The theme day must end after it starts, on the same day.");
    private static readonly Text TooFarAway = new("Tiden är för långt bort.", "That time is too far away.");
    private static readonly Text InThePast = new("Tiden har redan varit.", "That time has passed.");

    /// <summary>A day and its places. Not to be used if the fields' <see cref="JsonFields.Faults"/> has any.</summary>
    public static (DayPlan Plan, IReadOnlyList<PlannedPlace> Places) Read(JsonFields fields, Caller caller, IReadOnlyList<Board> boards)
    {
        fields.Ignore(PlannedDayView.ReadOnlyFields);
        var plan = new DayPlan
        {
            Number = fields.Number("number", 1, MaxNumber),
            Slug = fields.Text("slug", MaxSlugLength),
            Title = fields.OptionalText("title", MaxTitle),
            Summary = fields.OptionalText("summary", MaxSummary),
            Description = fields.OptionalMarkdown("description", MaxDescriptionLength),
            City = fields.OptionalText("city", MaxCity),
            Venue = fields.OptionalText("venue", MaxVenue),
            Directions = fields.OptionalLines("directions", MaxDirections),
            Date = fields.OptionalDate("date"),
            StartsAt = fields.OptionalTime("startsAt"),
            EndsAt = fields.OptionalTime("endsAt"),
            CertificateHours = fields.OptionalDecimal("certificateHours", MaxHours),
            RegistrationOpensAt = fields.OptionalMoment("registrationOpensAt", Stockholm.At),
            RegistrationClosesAt = fields.OptionalMoment("registrationClosesAt", Stockholm.At),
            OfferHours = fields.OptionalNumber("offerHours", 1, MaxOfferHours) ?? DayPlan.UsualOfferHours,
            MeetingAddress = ReadMeetingAddress(fields),
            ServesFood = fields.Flag("servesFood"),
            BoardId = ReadBoard(fields, caller, boards),
        };
        var seen = new HashSet<Participation>();
        var places = fields.Objects("places", 0, MaxPlaces, NoPlaces, TooManyPlaces, place =>
        {
            place.Ignore("taken", "waiting");
            var planned = new PlannedPlace(place.Choice<Participation>("participation"), place.Number("capacity", 0, MaxCapacity));
            if (!seen.Add(planned.Participation))
            {
                place.Fault("participation", TooManyPlaces);
            }

            return planned;
        });
        fields.RefuseOthers();
        NoteContradictions(fields, plan);
        return (plan, places);
    }

    /// <summary>What a copy is called, and when it is.</summary>
    public static (string Slug, int? Number, DateOnly? Date) ReadCopy(JsonFields fields)
    {
        var copy = (fields.Text("slug", MaxSlugLength), fields.OptionalNumber("number", 1, MaxNumber), fields.OptionalDate("date"));
        fields.RefuseOthers();
        NoteContradictions(fields, new DayPlan { Number = 1, Slug = copy.Item1, Date = copy.Item3 });
        return copy;
    }

    public static string ReadReason(JsonFields fields)
    {
        var reason = fields.Text("reason", MaxReasonLength, NoReason);
        fields.RefuseOthers();
        return reason;
    }

    /// <summary>The new time and place. City and venue stay as they are where they are left out.</summary>
    /// <param name="day">As it is: of a day that has begun only the end can be another. Null: the caller has no such day.</param>
    public static NewTime ReadNewTime(JsonFields fields, DateTimeOffset now, PlannedDayView? day)
    {
        var (startsAt, endsAt) = (ReadMinute(fields, "startsAt"), ReadMinute(fields, "endsAt"));
        var time = new NewTime(
            Stockholm.DateOf(startsAt ?? now), TimeIn(startsAt ?? now), endsAt is { } end ? TimeIn(end) : null,
            (fields.Has("city"), fields.OptionalText("city", MaxCity)), (fields.Has("venue"), fields.OptionalText("venue", MaxVenue)));
        fields.RefuseOthers();
        if (fields.Faults.Any)
        {
            return time;
        }

        if (startsAt is not { } start)
        {
            fields.Fault("startsAt", NoStart);
        }
        else if (start <= now && day?.MayBecome(time) != true)
        {
            fields.Fault("startsAt", InThePast);
        }
        else if (!DayPlan.IsPossible(time.Date))
        {
            fields.Fault("startsAt", TooFarAway);
        }
        else if (endsAt is { } ends && (ends <= start || Stockholm.DateOf(ends) != time.Date))
        {
            fields.Fault("endsAt", EndsTooEarly);
        }

        return time;
    }

    // A day's times are minutes: seconds that nobody sees would make every later edit look like a move.
    private static DateTimeOffset? ReadMinute(JsonFields fields, string name) =>
        fields.OptionalMoment(name, Stockholm.At) is { } moment ? moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute)) : null;

    private static TimeOnly TimeIn(DateTimeOffset instant) => TimeOnly.FromDateTime(Stockholm.In(instant).DateTime);

    // A field that could not be read is missing in the plan: what that seems to contradict is not a second fault.
    private static void NoteContradictions(JsonFields fields, DayPlan plan)
    {
        if (!fields.Faults.Any)
        {
            plan.Contradictions().ToList().ForEach(contradiction => fields.Fault(contradiction.Field, contradiction.Fault));
        }
    }

    private static string? ReadMeetingAddress(JsonFields fields)
    {
        var text = fields.OptionalText("meetingAddress", MaxMeetingAddress);
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", UserInfo: "" }))
        {
            fields.Fault("meetingAddress", NotAMeeting);
        }

        return text;
    }

    private static Guid? ReadBoard(JsonFields fields, Caller caller, IReadOnlyList<Board> boards)
    {
        var named = fields.OptionalText("board", JsonFields.WordLength);
        if (caller.Role != Role.Administrator)
        {
            if (named is not null && named != caller.Board)
            {
                fields.Fault("board", NotYourBoard);
                return null;
            }

            named = caller.Board;
        }

        var board = boards.FirstOrDefault(each => each.Slug == named);
        if (named is not null && board is null)
        {
            fields.Fault("board", Board.Unknown);
        }

        return board?.Id;
    }
}
