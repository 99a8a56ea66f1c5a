using Temadagar.Certificates;

namespace Temadagar.Tests.Certificates;

public class CertificateNumberTests
{
    [Fact]
    public void There_is_always_another_beginning()
    {
        var beginnings = CertificateNumber.Prefixes(2016, 1).Take(20_000).ToList();

        Assert.Equal(["2016-1", "2016-1B", "2016-1C"], beginnings[..3]);
        Assert.Equal(["2016-1Z", "2016-1AA", "2016-1AB"], beginnings[25..28]);
        Assert.Equal(["2016-1ZZ", "2016-1AAA"], beginnings[701..703]);
        Assert.Equal(beginnings.Count, beginnings.Distinct().Count());
    }
}
