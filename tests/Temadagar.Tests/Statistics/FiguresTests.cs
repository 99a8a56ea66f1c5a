using CsCheck;
using Temadagar.Statistics;

namespace Temadagar.Tests.Statistics;

public class FiguresTests
{
    private static readonly Gen<DayFigures> Counts = Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 200], Gen.Int[0, 5000], Gen.Int[0, 5000].Nullable(), Gen.Int[0, 200].Nullable())
        .Select((registered, cancelled, hadPlace, attended, noShows) => new DayFigures(Dimension.Total, null, registered, cancelled, hadPlace, attended, noShows));

    [Fact]
    public void Every_figure_is_a_multiple_of_five_and_at_most_two_from_the_truth() => Counts.Sample(exact =>
        Assert.All(Pairs(exact, Figures.Of(exact)), pair => Assert.True(pair.Rounded is { } rounded ? rounded % 5 == 0 && Math.Abs(rounded - pair.Exact!.Value) <= 2 : pair.Exact is null)));

    [Fact]
    public void A_total_is_rounded_by_itself_and_not_added_up_from_what_is_rounded() => Counts.Array[1, 12].Sample(days =>
        Assert.All(Pairs(DayFigures.Sum(Dimension.Total, null, days), Figures.Of(DayFigures.Sum(Dimension.Total, null, days))),
            pair => Assert.True(pair.Rounded is null == pair.Exact is null && Math.Abs((pair.Rounded ?? 0) - (pair.Exact ?? 0)) <= 2)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 5)]
    [InlineData(7, 5)]
    [InlineData(8, 10)]
    public void One_and_two_are_nobody_and_three_are_five(int exact, int rounded) =>
        Assert.Equal(rounded, Figures.Of(new DayFigures(Dimension.Total, null, exact, 0, 0, null, null)).Registered);

    [Fact]
    public void What_is_not_known_of_one_day_is_left_out_of_the_sum_and_of_no_day_is_not_known()
    {
        var (known, unknown) = (new DayFigures(Dimension.Total, null, 4, 1, 3, 2, 1), new DayFigures(Dimension.Total, null, 5, 0, 5, null, null));

        Assert.Equal(new DayFigures(Dimension.Total, null, 9, 1, 8, 2, 1), DayFigures.Sum(Dimension.Total, null, [known, unknown]));
        Assert.Equal((null, null), (DayFigures.Sum(Dimension.Total, null, [unknown]).Attended, DayFigures.Sum(Dimension.Total, null, []).NoShows));
    }

    private static IEnumerable<(int? Exact, int? Rounded)> Pairs(DayFigures exact, Figures rounded) =>
    [
        (exact.Registered, rounded.Registered), (exact.Cancelled, rounded.Cancelled), (exact.HadPlace, rounded.HadPlace), (exact.Attended, rounded.Attended), (exact.NoShows, rounded.NoShows),
    ];
}
