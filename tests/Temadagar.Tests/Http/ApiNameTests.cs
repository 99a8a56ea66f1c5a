namespace Temadagar.Tests.Http;

public class ApiNameTests
{
    [Fact]
    public void No_two_records_have_one_name_since_the_APIs_description_would_show_one_of_them_for_both() =>
        Assert.Empty(typeof(Program).Assembly.GetExportedTypes()
            .Where(type => type.GetMethod("<Clone>$") is not null)
            .GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key));
}
