using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

public enum ScheduleAnswer
{
    Confirmed,
    Declined,
}

/// <summary>What a speaker was last told of a day, and what the speaker answered.</summary>
/// <param name="LinkClosed">Whether the link in it opens nothing any more, since the address has been another.</param>
/// <param name="Sending">Of the last schedule sent, from 1.</param>
/// <param name="Recipient">Where it went.</param>
/// <param name="ToldJson">What it said.</param>
/// <param name="Answer">To it; null: none yet.</param>
/// <param name="EarlierAnswer">The last one to a schedule before this; null: none.</param>
/// <param name="Reminders">How many have been sent in all.</param>
[method: ExplicitConstructor]
public sealed record SpeakerSchedule(
    Guid Id, Guid ThemeDayId, Guid SpeakerId, int LinkGeneration, bool LinkClosed, int Sending, DateTimeOffset SentAt, string Recipient, string ToldJson,
    ScheduleAnswer? Answer, DateTimeOffset? AnsweredAt, string? AnswerMessage, ScheduleAnswer? EarlierAnswer, string? EarlierAnswerMessage,
    int Reminders, DateTimeOffset? RemindedAt)
{
    /// <summary>Whether that is the address; capitals make it no other (Speakers closes a link by the same rule).</summary>
    public bool WentTo(string email) => Recipient.Equals(email, StringComparison.OrdinalIgnoreCase);

    // Not in the constructor: Dapper calls it with nothing, and sets each member after that.
    public ToldSchedule Told => field ??= JsonSerializer.Deserialize<ToldSchedule>(ToldJson)!;
}

/// <summary>A speaker's own part of a day, as a schedule says it.</summary>
/// <param name="Withdrawn">The calendar entries that have been taken back: a session that returns goes on from its number.</param>
public sealed record ToldSchedule(DateOnly? Date, string? Venue, string? City, IReadOnlyList<ToldSession> Sessions, IReadOnlyList<WithdrawnEntry> Withdrawn)
{
    public static readonly ToldSchedule Nothing = new(null, null, null, [], []);

    [JsonIgnore]
    public string? Place => Whereabouts.Of(Venue, City);

    public bool IsAtTheSamePlaceAs(ToldSchedule other) => (Venue, City) == (other.Venue, other.City);

    /// <summary>This part after what was told before: calendar entries get their next numbers.</summary>
    public ToldSchedule After(ToldSchedule before)
    {
        var was = before.Sessions.ToDictionary(session => session.SessionId);
        var withdrawn = before.Withdrawn.ToDictionary(entry => entry.SessionId, entry => entry.CalendarSequence);
        var sessions = Sessions.Select(session =>
            was.TryGetValue(session.SessionId, out var old) ? session with { CalendarSequence = old.CalendarSequence + (IsEntryAs(session, before, old) ? 0 : 1) }
            : withdrawn.Remove(session.SessionId, out var last) ? session with { CalendarSequence = last + 1 }
            : session).ToList();
        var gone = before.Sessions.ExceptBy(Sessions.Select(session => session.SessionId), session => session.SessionId);
        return this with
        {
            Sessions = sessions,
            Withdrawn =
            [
                .. withdrawn.Select(entry => new WithdrawnEntry(entry.Key, entry.Value)),
                .. gone.Select(session => new WithdrawnEntry(session.SessionId, session.CalendarSequence + 1)),
            ],
        };
    }

    /// <summary>Whether a session's calendar entry is as it was.</summary>
    public bool IsEntryAs(ToldSession session, ToldSchedule before, ToldSession old) => Date == before.Date && IsAtTheSamePlaceAs(before)
        && (session.StartsAt, session.EndsAt, session.Title, session.Room) == (old.StartsAt, old.EndsAt, old.Title, old.Room);
}

/// <param name="CoSpeakers">The names of the others, in order.</param>
/// <param name="CalendarSequence">Of its calendar entry (RFC 5545, 3.8.7.4).</param>
public sealed record ToldSession(Guid SessionId, TimeOnly StartsAt, TimeOnly EndsAt, string Title, string? Room, IReadOnlyList<string> CoSpeakers, int CalendarSequence)
{
    /// <summary>Whether it is with the same others; their order is the organizer's, and nothing to write to anyone about.</summary>
    public bool IsWithTheSameAs(ToldSession other) => CoSpeakers.Order(StringComparer.Ordinal).SequenceEqual(other.CoSpeakers.Order(StringComparer.Ordinal));
}

public sealed record WithdrawnEntry(Guid SessionId, int CalendarSequence);
