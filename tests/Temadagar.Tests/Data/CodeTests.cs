using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Tests.Data;

public class CodeTests
{
    [Fact]
    public void The_words_of_the_API_are_the_words_of_the_database()
    {
        Assert.Equal(
            ["socialServices", "police", "prosecutionAndCourts", "healthCare", "school", "nonProfit", "countyBoard", "otherAuthority", "other"],
            Code.All<Sector>());
        Assert.All(Enum.GetValues<Sector>(), sector => Assert.True(Code.TryParse<Sector>(Code.Of(sector), out var back) && back == sector));
        Assert.False(Code.TryParse<Sector>("Police", out _));
        Assert.False(Code.TryParse<Sector>("1", out _));
    }
}
