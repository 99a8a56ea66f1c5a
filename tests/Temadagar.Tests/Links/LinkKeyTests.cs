using System.Diagnostics;
using Temadagar.Links;

namespace Temadagar.Tests.Links;

public class LinkKeyTests
{
    [Fact]
    public void A_disk_that_cannot_hold_the_key_is_said_at_once()
    {
        var clock = Stopwatch.StartNew();

        Assert.ThrowsAny<IOException>(() => LinkKey.FromFile(Path.Combine(Path.GetTempPath(), new string('x', 300))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8));
    }
}
