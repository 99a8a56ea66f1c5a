using Temadagar.Data;

namespace Temadagar.Tests.Data;

/// <summary>A value is the same whichever database it was read from, and a row that is another shows.</summary>
public class CopiedTableTests
{
    private static readonly CopiedTable Table = new("Prov", [CopiedColumn.Of("Id", "uniqueidentifier"), CopiedColumn.Of("Word", "nvarchar(20)")]);

    [Fact]
    public void What_SQLite_and_SQL_Server_give_for_a_value_is_written_the_same()
    {
        var (id, at) = (Guid.CreateVersion7(), new DateTimeOffset(2027, 2, 3, 9, 30, 0, TimeSpan.FromHours(1)).AddTicks(1234567));
        foreach (var (type, light, server) in new (string, object, object)[]
        {
            ("uniqueidentifier", id.ToString("D"), id),
            ("datetimeoffset", "2027-02-03T08:30:00.1234567Z", at),
            ("date", "2027-02-03", new DateTime(2027, 2, 3)),
            ("time", "09:30:00", new TimeSpan(9, 30, 0)),
            ("bit", 1L, true),
            ("int", 7L, 7),
            ("bigint", 7L, 7L),
            ("decimal(4, 1)", 5.5, 5.5m),
            ("decimal(4, 1)", 6L, 6.0m),
            ("nvarchar(20)", "Öberg", "Öberg"),
            ("varbinary(8000)", new byte[] { 1, 255 }, new byte[] { 1, 255 }),
            ("nvarchar(20)", DBNull.Value, DBNull.Value),
        })
        {
            var column = CopiedColumn.Of("Prov", type);
            Assert.Equal(column.Written(light), column.Written(server));
            Assert.True(light is DBNull || column.ServerType.IsInstanceOfType(column.ForServer(light)), type);
        }
    }

    [Fact]
    public void The_sum_is_the_same_in_any_order_and_another_for_another_row()
    {
        var (a, b) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());

        Assert.True(Sum([a, "x"], [b, "y"]).IsAs(Sum([b, "y"], [a, "x"])));
        Assert.False(Sum([a, "x"], [b, "y"]).IsAs(Sum([a, "y"], [b, "x"])));
        Assert.False(Sum([a, "x"]).IsAs(Sum([a, "x"], [b, "y"])));
        Assert.False(Sum([a, DBNull.Value]).IsAs(Sum([a, ""])));
    }

    private static RowSum Sum(params object[][] rows)
    {
        var sum = new RowSum();
        Array.ForEach(rows, row => sum.Add(Table, row));
        return sum;
    }
}
