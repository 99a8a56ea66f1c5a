using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>A day's people: the list, one person, and what an organizer does for them.</summary>
public static class PeopleEndpoints
{
    private const int Most = 200;

    private static readonly Text BadTake = new($"Ange 1–{Most}.", $"Give 1–{Most}.");
    private static readonly Text BadCursor = new("Ange cursor som den stod i svaret före, eller börja om från början.", "Give the cursor as it was in the reply before, or begin anew.");
    private static readonly Text NoWord = new("Skriv en bokstav eller en siffra att söka efter.", "Write a letter or a digit to search for.");
    private static readonly Text TooManyWords = new($"Sök på högst {AttendeePage.MaxWords} ord.", $"Search for at most {AttendeePage.MaxWords} words.");

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}/registrations").WithTags("People")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapGet("", ListAsync).For(Role.Organizer, Role.Steward).Produces<PeopleView<Attendee>>().ProducesFaults();
        day.MapPost("", RegisterAsync).For(Role.Organizer)
            .Accepts<TelephoneRequest>("application/json").WithIdempotencyKey().Produces<TelephoneReply>(StatusCodes.Status201Created)
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        var one = app.MapGroup("/api/organizer/registrations/{id:guid}").WithTags("People").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        one.MapGet("", GetAsync).Produces<PersonView>();
        one.MapPut("", CorrectAsync).Accepts<PersonRequest>("application/json").Produces<PersonView>()
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPost("/cancellation", CancelAsync).Produces<PersonView>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The people of a day. A steward gets id, name, organization and status only.</summary>
    /// <param name="status">confirmed, waitlisted, cancelled or all (if nothing is said).</param>
    /// <param name="q">The beginning of words of name, organization or (not for a steward) receipt; all must be there, in any order.</param>
    /// <param name="sort">name (Swedish order, if nothing is said), organization, or (not for a steward) registeredAt (the latest first).</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cursor">The cursor of the reply before; left out: from the beginning.</param>
    public static async Task<IResult> ListAsync(
        string slug, HttpContext context, ClaimsPrincipal user, People people, CancellationToken cancellationToken,
        [AllowedValues("all", "confirmed", "waitlisted", "cancelled")] string status = StatusInput.All, string? q = null,
        [AllowedValues("name", "organization", "registeredAt")] string sort = "name", [Range(1, Most)] int take = 50, string? cursor = null)
    {
        var (caller, faults) = (Caller.Of(user), new Faults());
        var wanted = StatusInput.Read(status, faults);
        var words = SwedishOrder.Words(q ?? "");
        Check(words.Count <= AttendeePage.MaxWords, "q", TooManyWords);
        Check(words.Count > 0 || string.IsNullOrWhiteSpace(q), "q", NoWord);
        var sorts = VisiblePeople.Of(caller)?.Sorts ?? [];
        Check(Code.TryParse<AttendeeSort>(sort, out var order) && sorts.Contains(order), "sort", new($"Ange {Words(sorts)}.", $"Give {Words(sorts)}."));
        Check(take is >= 1 and <= Most, "take", BadTake);
        if (faults.Any)
        {
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        try
        {
            if (await people.ListAsync(caller, slug, new AttendeePage(wanted, words, order, After: null, take), cursor, cancellationToken) is not { } found)
            {
                return new ProblemResult(EditOwnDay.Unknown);
            }

            return found.Columns == PersonColumns.All
                ? TypedResults.Ok(new PeopleView<Attendee>(found.People, found.Cursor))
                : TypedResults.Ok(new PeopleView<DoorAttendee>([.. found.People.Select(DoorAttendee.Of)], found.Cursor));
        }
        catch (UnknownCursorException)
        {
            Check(false, "cursor", BadCursor);
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        void Check(bool right, string field, Text fault)
        {
            if (!right)
            {
                faults.Add(field, fault);
            }
        }

        static string Words(IEnumerable<AttendeeSort> sorts) => string.Join(", ", sorts.Select(Code.Of));
    }

    /// <summary>Registers someone by telephone, also without an e-mail address. A full day puts them on the waitlist, unless it is overbooked.</summary>
    public static async Task<IResult> RegisterAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Database database, OrganizerDayStore days, PersonInput input, TelephoneCall call, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        if (await FindDayAsync(caller, slug, database, days, cancellationToken) is not { } day)
        {
            return new ProblemResult(EditOwnDay.Unknown);
        }

        return !VisiblePeople.MayChange(caller, day.Board) ? new ProblemResult(PeopleProblems.NotOwnDay) : await call.RunAsync(context, caller, day, "telephone", "/api/organizer/registrations", fields =>
        {
            var (person, email) = input.Read(fields, EmailInput.ReadOptional);
            return new TelephoneRegistration(fields.Choice<Participation>("participation"), person, email, fields.Flag("overbook") ? WhenFull.Overbook : WhenFull.Wait, NeedsInput.Read(fields));
        }, cancellationToken);
    }

    /// <summary>One registration. Opening it is logged.</summary>
    public static async Task<IResult> GetAsync(Guid id, ClaimsPrincipal user, People people, CancellationToken cancellationToken) =>
        await people.OpenAsync(Caller.Of(user), id, cancellationToken) is { } opened ? View(user, opened) : (IResult)new ProblemResult(PeopleProblems.UnknownPerson);

    /// <summary>Corrects who it is. What GET gives can be sent back as it is; day, status and way of taking part do not change here.</summary>
    public static async Task<IResult> CorrectAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, People people, PersonInput input, CorrectRegistration correct, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var (opened, refusal) = await people.FindToChangeAsync(caller, id, cancellationToken);
        if (opened is null)
        {
            return new ProblemResult(refusal!);
        }

        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var (person, email) = input.Read(body.Root, EmailInput.ReadOptional);
            body.Root.Ignore("id", "themeDay", "status", "participation", "registeredAt", "receipt", "submittedBy", "mailFailed", "mayChange");
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            return await correct.RunAsync(caller, opened, person, email, cancellationToken) is { } problem
                ? (IResult)new ProblemResult(problem)
                : await AfterAsync(user, id, people, cancellationToken);
        }
    }

    /// <summary>Cancels it for the person, who is told by mail. A repeated cancellation gives the same reply.</summary>
    public static async Task<IResult> CancelAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, Database database, People people, RegistrationStore registrations, CancelRegistration cancel, AccessLog log,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var (opened, refusal) = await people.FindToChangeAsync(caller, id, cancellationToken);
        if (opened is null)
        {
            return new ProblemResult(refusal!);
        }

        Registration registration;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            registration = (await registrations.FindAsync(read, id))!;
        }

        var (_, unchanged) = await cancel.RunAsync(
            registration, CancelReason.Organizer, cancellationToken,
            (write, cancelledNow) => log.AddAsync(write, caller, cancelledNow ? AccessAction.PersonCancelled : AccessAction.PersonOpened, id, opened.Day.Board, 1));
        return unchanged is not null
            ? (IResult)new ProblemResult(unchanged)
            : await AfterAsync(user, id, people, cancellationToken);
    }

    // Whoever was put under protection meanwhile is not there any more.
    private static async Task<IResult> AfterAsync(ClaimsPrincipal user, Guid id, People people, CancellationToken cancellationToken) =>
        await people.FindAsync(Caller.Of(user), id, cancellationToken) is { } opened ? View(user, opened) : new ProblemResult(PeopleProblems.UnknownPerson);

    private static async Task<OrganizerDay?> FindDayAsync(Caller caller, string slug, Database database, OrganizerDayStore days, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return VisiblePeople.Of(caller) is { } visible ? await days.FindVisibleAsync(read, slug, visible) : null;
    }

    private static Ok<PersonView> View(ClaimsPrincipal user, OpenedPerson opened) =>
        TypedResults.Ok(PersonView.Of(opened, VisiblePeople.MayChange(Caller.Of(user), opened.Day.Board)));
}

/// <param name="Cursor">For the people that follow; null at the end.</param>
public sealed record PeopleView<T>(IReadOnlyList<T> People, string? Cursor);

/// <summary>One registration, to look at and to send back corrected.</summary>
/// <param name="ThemeDay">The slug of the day.</param>
/// <param name="MayChange">Whether the caller may correct or cancel it.</param>
public sealed record PersonView(
    Guid Id, string ThemeDay, RegistrationStatus Status, Participation Participation, string FirstName, string LastName, string? Email, string Organization,
    string Profession, Sector Sector, Language Language, string? Municipality, string? Phone, DateTimeOffset RegisteredAt, string Receipt, string? SubmittedBy,
    bool MailFailed, bool MayChange)
{
    public static PersonView Of(OpenedPerson opened, bool mayChange)
    {
        var person = opened.Person;
        return new PersonView(
            person.Id, opened.Day.Slug, person.Status, person.Participation, person.FirstName, person.LastName, person.Email, person.Organization,
            person.Profession, person.Sector, person.Language, person.Municipality, person.Phone, person.RegisteredAt, person.Receipt,
            person.SubmittedBy, person.MailFailed, mayChange);
    }
}

/// <summary>A person as an organizer writes them.</summary>
/// <param name="Email">Left out: the person has none, and gets no mail.</param>
/// <param name="Municipality">One of Sweden's 290, by name or by the code of Statistics Sweden.</param>
public record PersonRequest(
    [property: Length(1, PersonInput.NameLength)] string FirstName, [property: Length(1, PersonInput.NameLength)] string LastName, [property: Length(1, PersonInput.OrganizationLength)] string Organization, [property: Length(1, PersonInput.NameLength)] string Profession,
    Sector Sector, Language Language, [property: MaxLength(EmailAddress.MaxLength)] string? Email = null, [property: MaxLength(PersonInput.NameLength)] string? Municipality = null, [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null);

/// <summary>Someone who telephoned.</summary>
/// <param name="Overbook">A place even where none is free, before those who wait.</param>
public sealed record TelephoneRequest(
    Participation Participation, string FirstName, string LastName, string Organization, string Profession, Sector Sector, Language Language,
    string? Email = null, string? Municipality = null, string? Phone = null, bool Overbook = false,
    Diet? Diet = null, [property: MaxLength(NeedsInput.DietNoteLength)] string? DietNote = null, [property: MaxLength(NeedsInput.AccessNeedsLength)] string? AccessNeeds = null)
    : PersonRequest(FirstName, LastName, Organization, Profession, Sector, Language, Email, Municipality, Phone);
