using System.Globalization;
using Temadagar.Texts;

namespace Temadagar.Tests.Texts;

public class CivilDateTests
{
    private static readonly DateOnly Date = new(2016, 12, 1);

    [Fact]
    public void Dates_and_hours_are_written_as_people_write_them_whatever_the_machine_speaks()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

        Assert.Equal("torsdag 1 december 2016", CivilDate.Long(Date, Language.Sv));
        Assert.Equal("Thursday 1 December 2016", CivilDate.Long(Date, Language.En));
        Assert.Equal("1 december", CivilDate.Short(Date, Language.Sv));
        Assert.Equal("1 December", CivilDate.Short(Date, Language.En));
        Assert.Equal("09.00–16.30", CivilDate.Hours(new(9, 0), new(16, 30), Language.Sv));
        Assert.Equal("09:00–16:30", CivilDate.Hours(new(9, 0), new(16, 30), Language.En));
        Assert.Equal("09.00", CivilDate.Hours(new(9, 0), null, Language.Sv));
    }
}
