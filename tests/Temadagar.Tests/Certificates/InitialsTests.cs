using Temadagar.Certificates;

namespace Temadagar.Tests.Certificates;

public class InitialsTests
{
    [Theory]
    [InlineData("Åsa Öberg", "Å. Ö.")]
    [InlineData("Anna-Karin af Ö", "A.-K. Ö.")]
    [InlineData("Lars Erik von der Heide-Lind", "L. E. H.-L.")]
    [InlineData("anna öberg", "A. Ö.")]
    [InlineData("Maria de la Cruz", "M. C.")]
    [InlineData("Siobhán O’Brien", "S. O.")]
    [InlineData("Gerard ’t Hooft", "G. H.")]
    [InlineData("Li af", "L. A.")]
    [InlineData("Af Ek", "A. E.")]
    [InlineData("Đỗ Ŋiga", "Đ. Ŋ.")]
    [InlineData("Anna- Karin -", "A. K.")]
    [InlineData("E\u0301va Ek", "E\u0301. E.")]
    [InlineData("Ирина Петрова", "И. П.")]
    [InlineData("Cher", "C.")]
    public void A_name_becomes_what_one_recognizes_it_by_and_no_more(string name, string initials) => Assert.Equal(initials, Initials.Of(name));
}
