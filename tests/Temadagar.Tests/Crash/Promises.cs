using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Temadagar.Registrations;

namespace Temadagar.Tests.Crash;

/// <summary>What people have been told, held against the database and the mails of a data folder.</summary>
internal sealed class Promises(string folder)
{
    // The lease of 60 s, and time to write what has piled up.
    private static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(80);

    /// <summary>Everyone who was told something has what they were told, no day is oversold, and each change has queued its mail once.</summary>
    public void Hold(IReadOnlyDictionary<string, Person> people)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "temadagar.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        // One moment for all the questions: the dispatcher goes on meanwhile.
        using var transaction = connection.BeginTransaction(deferred: true);
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        Assert.Empty(connection.Query("PRAGMA foreign_key_check"));

        var rows = connection.Query<(string Email, string Status, string Receipt)>(
            "SELECT r.Email, r.Status, s.Receipt FROM Registrations r JOIN Submissions s ON s.Id = r.SubmissionId").ToList();
        var row = rows.ToDictionary(found => found.Email);
        Assert.All(rows, found => Assert.Contains(found.Email, people.Keys));
        foreach (var person in people.Values.Where(person => person.Receipt is not null))
        {
            Assert.True(row.TryGetValue(person.Email, out var found), $"{person.Email} was told {person.Status} and is not there.");
            Assert.Equal(person.Receipt, found.Receipt);
            string[] right =
            [
                .. person.ClaimAcknowledged || person.CancellationAcknowledged ? [] : new[] { person.Status! },
                .. person.Claim is null || person.CancellationAcknowledged ? [] : new[] { "confirmed" },
                .. person.CancellationAsked ? new[] { "cancelled" } : [],
            ];
            Assert.Contains(found.Status, right);
        }

        var claimed = connection.Query<string>("SELECT r.Email FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId WHERE w.Outcome = 'claimed'").ToList();
        Assert.All(claimed, email => Assert.NotNull(people[email].Claim));
        Assert.All(people.Values.Where(person => person.ClaimAcknowledged), person => Assert.Single(claimed, person.Email));

        var came = connection.Query<(string Email, string Id)>("SELECT r.Email, c.Id FROM CheckIns c JOIN Registrations r ON r.Id = c.RegistrationId WHERE c.UndoneAt IS NULL").ToList();
        Assert.All(came, one => Assert.Equal(people[one.Email].CheckIn.ToString(), one.Id));
        Assert.All(people.Values.Where(person => person.CheckInAcknowledged), person => Assert.Single(came, one => one.Email == person.Email));
        Assert.Equal(came.Count, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM AccessLog WHERE Action = 'checkedIn'"));

        var mails = connection.Query<(string Email, string Kind)>("SELECT r.Email, o.Kind FROM Outbox o LEFT JOIN Registrations r ON r.Id = o.About")
            .Select(mail => (mail.Email, mail.Kind)).Order().ToList();
        Assert.Equal(rows.Count + claimed.Count, mails.Count(mail => mail.Kind is "registration-confirmed" or "registration-waitlisted"));
        Assert.Equal(
            rows.Where(found => found.Status == "cancelled").Select(found => found.Email).Order(),
            mails.Where(mail => mail.Kind == "registration-cancelled").Select(mail => mail.Email));
        Assert.Equal(mails.Distinct(), mails);

        Assert.Empty(connection.Query<string>("""
            SELECT p.ThemeDayId
            FROM Places p
            WHERE p.Taken > p.Capacity
                OR p.Taken <> (SELECT COUNT(*) FROM Registrations r WHERE r.ThemeDayId = p.ThemeDayId AND r.Participation = p.Participation AND r.Status = 'confirmed')
                    + (SELECT COUNT(*) FROM Waits w WHERE w.ThemeDayId = p.ThemeDayId AND w.Participation = p.Participation AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL)
                OR (SELECT COALESCE(SUM(g.Waiting), 0) FROM WaitlistGroups g WHERE g.ThemeDayId = p.ThemeDayId AND g.Participation = p.Participation)
                    <> (SELECT COUNT(*) FROM Waits w WHERE w.ThemeDayId = p.ThemeDayId AND w.Participation = p.Participation AND w.OfferedAt IS NULL AND w.EndedAt IS NULL)
                OR (SELECT COUNT(*) FROM Waits w WHERE w.ThemeDayId = p.ThemeDayId AND w.Participation = p.Participation AND w.EndedAt IS NULL)
                    <> (SELECT COUNT(*) FROM Registrations r WHERE r.ThemeDayId = p.ThemeDayId AND r.Participation = p.Participation AND r.Status = 'waitlisted')
            """));
    }

    /// <summary>All that was promised has come by mail: once, or once more where the program was killed between the server's word and its own note; then as the same message, Message-ID and all.</summary>
    public static async Task EveryoneHasTheirMailAsync(IReadOnlyDictionary<string, Person> people, Mailbox mailbox)
    {
        var expected = people.Values.SelectMany(person => new[] { person.Status!, person.ClaimAcknowledged ? "confirmed" : person.Status!, person.CancellationAcknowledged ? "cancelled" : person.Status! }
            .Distinct().Select(kind => (To: person.Email, Kind: $"registration-{kind}"))).Order().ToList();
        for (var clock = Stopwatch.StartNew(); Told(mailbox).Count < expected.Count && clock.Elapsed < MailPatience;)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            mailbox.Look();
        }

        Assert.Equal(expected, Told(mailbox));
        Assert.All(mailbox.Mails, mail =>
        {
            Assert.InRange(mail.Value.Count, 1, 2);
            Assert.Single(mail.Value.Distinct());
        });
    }

    // Who is offered a place that became free depends on the moments of the kills; that each such mail came once is told below.
    private static List<(string To, string Kind)> Told(Mailbox mailbox) => [.. mailbox.Mails.Keys.Where(mail => mail.Kind != RegistrationMails.PlaceOffered).Order()];
}
