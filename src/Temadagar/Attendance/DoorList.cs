using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>All that a phone at the door needs where there is no network: the day, who is expected, who is there.</summary>
/// <param name="Now">By the service's clock: a phone's may be wrong.</param>
/// <param name="MayCheckIn">False for a board that the day is shared with.</param>
public sealed record DoorListView(DoorDay ThemeDay, DateTimeOffset Now, bool MayCheckIn, AttendanceCounts Counts, IReadOnlyList<DoorPerson> People)
{
    /// <summary>The same for all that says the same, whenever it was read.</summary>
    public EntityTagHeaderValue Tag() => EntityTags.Of(JsonSerializer.SerializeToUtf8Bytes(this with { Now = default }), weak: true);
}

/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
public sealed record DoorDay(
    string Slug, string? Title, ThemeDayState State, DateOnly? Date, [property: RegularExpression(JsonFields.TimePattern)] string? StartsAt, [property: RegularExpression(JsonFields.TimePattern)] string? EndsAt, string? City, string? Venue, IReadOnlyList<Participation> Participation);

/// <param name="Code">What the person's QR code holds, without a hyphen; null where the code would let nobody in: without a place, or for one who only looks on.</param>
/// <param name="CheckInId">Of the latest presence; null: the person has not been seen.</param>
/// <param name="CheckedInAt">When the person first came.</param>
/// <param name="CheckedOutAt">When the person left; null: there now, or never seen.</param>
public sealed record DoorPerson(
    Guid Id, string FirstName, string LastName, string Organization, RegistrationStatus Status, Participation Participation, string? Code,
    Guid? CheckInId, DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt)
{
    public static DoorPerson Of(Visitor visitor, IEnumerable<CheckInEvent> events, bool mayCheckIn)
    {
        var spans = PresenceSpans.Of(events);
        var latest = spans is [.., var last] ? last : null;
        return new DoorPerson(
            visitor.Id, visitor.FirstName, visitor.LastName, visitor.Organization, visitor.Status, visitor.Participation,
            mayCheckIn && visitor.Status == RegistrationStatus.Confirmed ? visitor.Code : null,
            latest?.CheckInId, spans is [var first, ..] ? first.From : null, latest?.Until);
    }
}

/// <summary>The people of a day for those at its door. Each look is in the log.</summary>
public sealed class DoorList(
    Database database, OrganizerDayStore ownDays, ThemeDayStore days, PlaceStore places, CheckInStore checkIns, AccessLog log, TimeProvider clock)
{
    /// <returns>Null where the caller does not see the day's people, or there is no such day.</returns>
    public async Task<DoorListView?> ReadAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return null;
        }

        OrganizerDay? own;
        DoorListView view;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindVisibleAsync(read, slug, visible);
            if (own is null)
            {
                return null;
            }

            var day = (await days.FindAsync(read, own.Id))!;
            var events = await checkIns.EventsOfDayAsync(read, day.Id);
            var (now, mayCheckIn) = (clock.GetUtcNow(), AtTheDoor.MayCheckIn(caller, own));
            view = new DoorListView(
                new DoorDay(
                    day.Slug, day.Title, day.StateAt(now), day.Date, Stockholm.Clock(day.StartsAt), Stockholm.Clock(day.EndsAt), day.City, day.Venue, [.. (await places.OfDayAsync(read, day.Id)).Select(place => place.Participation)]),
                now,
                mayCheckIn,
                await checkIns.CountAsync(read, day.Id),
                [.. (await checkIns.OfDayAsync(read, day.Id)).Select(visitor => DoorPerson.Of(visitor, events[visitor.Id], mayCheckIn))]);
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.PeopleListed, own.Id, own.Board, view.People.Count), cancellationToken);
        return view;
    }
}
