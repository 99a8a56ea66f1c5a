using CsCheck;
using Temadagar.Certificates;
using Temadagar.Registrations;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Certificates;

public class CertificateRuleTests
{
    private static readonly Gen<PersonAtDay> People =
        from status in Gen.Enum<RegistrationStatus>()
        from minutes in Gen.Int[-1, 600].Nullable()
        from latest in Gen.Enum<CertificateState>().Nullable()
        from changed in Gen.Bool
        from differs in Gen.Bool
        from anew in Gen.Bool
        from drawn in Gen.Bool
        select new PersonAtDay(status, minutes, latest, changed, differs, anew, drawn);

    [Fact]
    public void Nobody_gets_one_who_was_not_there_for_long_enough_whatever_else_is_so() =>
        Gen.Select(People, Gen.Int[0, 600], Gen.Int[1, 100]).Sample((person, ofMinutes, threshold) =>
        {
            if (CertificateRule.Of(person, ofMinutes, threshold) is CertificateOutcome.Issue or CertificateOutcome.Replace)
            {
                Assert.Equal((RegistrationStatus.Confirmed, true), (person.Status, person.CanBeDrawn));
                Assert.True(ofMinutes > 0 && person.Minutes > 0 && (decimal)person.Minutes.Value / ofMinutes >= threshold / 100m);
            }
        });

    [Fact]
    public void Whoever_was_there_for_long_enough_and_has_none_gets_one() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[1, 100]).SelectMany((ofMinutes, threshold) => Gen.Int[((ofMinutes * threshold) + 99) / 100, ofMinutes].Select(minutes => (minutes, ofMinutes, threshold)))
            .Sample(day => Assert.Equal(
                CertificateOutcome.Issue, CertificateRule.Of(new PersonAtDay(RegistrationStatus.Confirmed, day.minutes, null, false, false, false, true), day.ofMinutes, day.threshold)));

    [Fact]
    public void A_revoked_one_is_only_followed_by_another_where_that_is_asked_for() =>
        People.Where(person => person.Latest == CertificateState.Revoked && !person.AskedAnew).Sample(person =>
            Assert.True(CertificateRule.Of(person, 420, 80) is not (CertificateOutcome.Issue or CertificateOutcome.Replace)));

    [Theory]
    [InlineData(336, 420, 80, true)]
    [InlineData(335, 420, 80, false)]
    [InlineData(420, 420, 100, true)]
    [InlineData(419, 420, 100, false)]
    [InlineData(1, 100, 1, true)]
    [InlineData(0, 420, 1, false)]
    [InlineData(0, 0, 1, false)]
    [InlineData(420, 0, 80, false)]
    public void Enough_is_the_threshold_and_not_a_minute_less(int minutes, int ofMinutes, int threshold, bool enough) =>
        Assert.Equal(enough, CertificateRule.IsEnough(minutes, ofMinutes, threshold));

    // Through the whole service: random comings and goings at the door of days of random hours and thresholds, against a count minute by minute that knows no spans.
    [Slow]
    [Fact]
    public async Task No_certificate_for_someone_who_was_not_there()
    {
        await using var day = await HeldDay.StartAsync();
        var people = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            people.Add(await day.PersonAsync($"Person {(char)('A' + i)}"));
        }

        await day.EndAsync();
        // A tenth of an hour is the least that a certificate can say, and it says no more than the day has: six minutes.
        var comings =
            from starts in Gen.Int[7 * 60, 12 * 60]
            from length in Gen.Int[6, 8 * 60]
            from threshold in Gen.Int[1, 100]
            from events in (from minute in Gen.Int[0, (24 * 60) - 1] from isIn in Gen.Bool select (minute, isIn)).List[0, 5].List[people.Count]
            select (starts, ends: Math.Min(starts + length, 16 * 60), threshold, events);

        var (issuedOnce, refusedOnce) = (false, false);
        await comings.SampleAsync(async one =>
        {
            await PrepareAsync(day, one.starts, one.ends, one.threshold);
            foreach (var (id, events) in people.Zip(one.events))
            {
                foreach (var (minute, isIn) in events)
                {
                    await (isIn ? day.TryInAsync(id, minute) : day.TryOutAsync(id, minute));
                }
            }

            await day.IssueAsync([.. people]);

            var holders = (await day.CertificatesAsync()).Select(certificate => Guid.Parse((string)certificate["registrationId"]!)).ToHashSet();
            var expected = new HashSet<Guid>();
            foreach (var id in people)
            {
                if (IsThere(await KeptAsync(day, id), one.starts, one.ends) * 100 >= one.threshold * (one.ends - one.starts) && IsThere(await KeptAsync(day, id), one.starts, one.ends) > 0)
                {
                    expected.Add(id);
                }
            }

            Assert.Equal(expected, holders);
            issuedOnce |= holders.Count > 0;
            refusedOnce |= holders.Count < people.Count;
        }, iter: 30, threads: 1);
        Assert.True(issuedOnce && refusedOnce);
    }

    // What the door let be so: whoever was not in cannot have been checked out.
    private static async Task<List<(int Minute, bool IsIn)>> KeptAsync(HeldDay day, Guid id) =>
        [.. (await day.Service.QueryAsync<(string Kind, string At)>("SELECT Kind, At FROM CheckIns WHERE RegistrationId = @id", new { id = id.ToString() }))
            .Select(row => ((int)Stockholm.In(DateTimeOffset.Parse(row.At, System.Globalization.CultureInfo.InvariantCulture)).TimeOfDay.TotalMinutes, row.Kind == "in"))];

    private static int IsThere(List<(int Minute, bool IsIn)> events, int starts, int ends)
    {
        var (isIn, minutes) = (false, 0);
        for (var minute = 0; minute < ends; minute++)
        {
            var now = events.Where(happened => happened.Minute == minute).ToList();
            isIn = (isIn || now.Exists(happened => happened.IsIn)) && !now.Exists(happened => !happened.IsIn);
            minutes += isIn && minute >= starts ? 1 : 0;
        }

        return minutes;
    }

    private static async Task PrepareAsync(HeldDay day, int starts, int ends, int threshold)
    {
        (await day.SignAsync("Karin Ström", threshold: threshold)).EnsureSuccessStatusCode();
        await day.Service.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("DELETE FROM Certificates");
            await write.ExecuteAsync("DELETE FROM CheckIns");
            await write.ExecuteAsync("DELETE FROM Outbox");
            await write.ExecuteAsync(
                "UPDATE ThemeDays SET StartsAt = @From, EndsAt = @Until, CertificateHours = 0.1 WHERE Slug = @Slug",
                new { From = TimeOnly.MinValue.AddMinutes(starts), Until = TimeOnly.MinValue.AddMinutes(ends), day.Slug });
        });
    }
}
