using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.ThemeDays;

public class AddThemeDayTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    public static TheoryData<string, Func<NewThemeDay, NewThemeDay>> Contradictions() => new()
    {
        { "web address", day => day with { Slug = "Luleå" } },
        { "web address", day => day with { Slug = "a--b" } },
        { "web address", day => day with { Slug = "" } },
        { "web address series is taken", day => day with { Slug = "series" } },
        { "times need a date", day => day with { Date = null, RegistrationOpensAt = null, RegistrationClosesAt = null } },
        { "end after", day => day with { StartsAt = new TimeOnly(16, 0) } },
        { "end after", day => day with { StartsAt = null } },
        { "close after", day => day with { RegistrationClosesAt = day.RegistrationOpensAt } },
        { "also when registration opens", day => day with { RegistrationOpensAt = null } },
        { "undated", day => day with { Date = null, StartsAt = null, EndsAt = null, RegistrationClosesAt = null } },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task A_day_that_contradicts_itself_is_refused(string why, Func<NewThemeDay, NewThemeDay> change)
    {
        var before = await service.CountAsync("ThemeDays");

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => service.AddDayAsync(change: change));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await service.CountAsync("ThemeDays"));
    }
}
