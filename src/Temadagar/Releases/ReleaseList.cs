using System.Text;
using Temadagar.Data;
using Temadagar.Exports;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Releases;

/// <param name="Masked">The registrations of which nothing is shown.</param>
public sealed record WantedRelease(string Reference, IReadOnlySet<ReleasedColumn> Shown, IReadOnlySet<Guid> Masked);

/// <param name="Csv">The list, for a spreadsheet.</param>
public sealed record ReleasedList(Release Release, string Csv);

/// <summary>
/// The list of a day's people as it can be given out: each masked cell says that it is. People with protected identity are not there at all, and neither is how many they are. That
/// it was released is in the log before it is given out.
/// </summary>
public sealed class ReleaseList(
    Database database, OrganizerDayStore ownDays, AttendeeStore attendees, ReleaseStore releases, Municipalities municipalities, AccessLog log, TimeProvider clock)
{
    public static readonly Problem UnknownMasked = new("unknown-masked", 409,
        new("En person som ska maskeras finns inte", "A person who is to be masked is unknown"),
        new("Ingen i temadagens listor har det id:t. Inget har lämnats ut.", "Nobody in the lists of the theme day has that id. Nothing was released."));

    private static readonly Text MaskedCell = new("Maskerat", "Masked");

    private static readonly Dictionary<ReleasedColumn, Text> Headings = new()
    {
        [ReleasedColumn.Name] = new("Namn", "Name"),
        [ReleasedColumn.Organization] = AttendeeWords.Organization,
        [ReleasedColumn.Profession] = AttendeeWords.Profession,
        [ReleasedColumn.Sector] = AttendeeWords.SectorName,
        [ReleasedColumn.Municipality] = AttendeeWords.Municipality,
        [ReleasedColumn.Participation] = AttendeeWords.TakesPart,
        [ReleasedColumn.Status] = AttendeeWords.Status,
        [ReleasedColumn.RegisteredAt] = AttendeeWords.Registered,
        [ReleasedColumn.Email] = AttendeeWords.Email,
        [ReleasedColumn.Phone] = AttendeeWords.Phone,
    };

    /// <returns>Null where the day is not the caller's.</returns>
    public async Task<IReadOnlyList<Release>?> OfDayAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await ownDays.FindAsync(read, slug, caller.SeenBoard) is { } own
            ? await releases.OfDayAsync(read, own.Id)
            : null;
    }

    public async Task<(ReleasedList? List, Problem? Refusal)> RunAsync(Caller caller, string slug, WantedRelease wanted, Language language, CancellationToken cancellationToken)
    {
        OrganizerDay? own;
        var people = new List<Attendee>();
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindAsync(read, slug, caller.SeenBoard);
            if (own is null || VisiblePeople.Of(caller) is not { } visible)
            {
                return (null, EditOwnDay.Unknown);
            }

            await foreach (var person in attendees.StreamAsync(read, own.Id, status: null, visible).WithCancellation(cancellationToken))
            {
                people.Add(person);
            }
        }

        if (!wanted.Masked.IsSubsetOf(people.Select(person => person.Id)))
        {
            return (null, UnknownMasked);
        }

        var release = new Release(
            Guid.CreateVersion7(), own.Id, wanted.Reference, string.Join(' ', Enum.GetValues<ReleasedColumn>().Where(wanted.Shown.Contains).Select(Code.Of)), people.Count,
            wanted.Masked.Count, clock.GetUtcNow(), caller.Kind, caller.Id, caller.Name);
        await database.WriteAsync(async write =>
        {
            await releases.AddAsync(write, release);
            await log.AddAsync(write, caller, AccessAction.ListReleased, own.Id, own.Board, people.Count);
        }, cancellationToken);
        return (new ReleasedList(release, await CsvAsync(people, wanted, language, cancellationToken)), null);
    }

    private async Task<string> CsvAsync(List<Attendee> people, WantedRelease wanted, Language language, CancellationToken cancellationToken)
    {
        var columns = Enum.GetValues<ReleasedColumn>();
        using var to = new MemoryStream();
        await using (var csv = CsvForExcel.To(to))
        {
            await csv.WriteRecordAsync([.. columns.Select(column => Headings[column].In(language))], cancellationToken);
            // The order tells nothing that is masked: without names it is that of what is shown, and whoever is masked whole comes last.
            var rows = people.Where(person => !wanted.Masked.Contains(person.Id))
                .Select(person => columns.Select(column => wanted.Shown.Contains(column) ? Cell(person, column, language) : MaskedCell.In(language)).ToArray());
            foreach (var row in wanted.Shown.Contains(ReleasedColumn.Name) ? rows : rows.OrderBy(row => string.Join('\n', row), StringComparer.Ordinal))
            {
                await csv.WriteRecordAsync(row, cancellationToken);
            }

            foreach (var _ in wanted.Masked)
            {
                await csv.WriteRecordAsync([.. columns.Select(_ => MaskedCell.In(language))], cancellationToken);
            }

            await csv.FlushAsync(cancellationToken);
        }

        return Encoding.UTF8.GetString(to.ToArray());
    }

    private string? Cell(Attendee person, ReleasedColumn column, Language language) => column switch
    {
        ReleasedColumn.Name => $"{person.FirstName} {person.LastName}",
        ReleasedColumn.Organization => person.Organization,
        ReleasedColumn.Profession => person.Profession,
        ReleasedColumn.Sector => AttendeeWords.Of(person.Sector).In(language),
        ReleasedColumn.Municipality => municipalities.NameOf(person.Municipality),
        ReleasedColumn.Participation => AttendeeWords.Of(person.Participation).In(language),
        ReleasedColumn.Status => AttendeeWords.Of(person.Status).In(language),
        ReleasedColumn.RegisteredAt => AttendeeCsv.Written(Stockholm.In(person.RegisteredAt).DateTime),
        ReleasedColumn.Email => person.Email,
        _ => person.Phone,
    };
}
