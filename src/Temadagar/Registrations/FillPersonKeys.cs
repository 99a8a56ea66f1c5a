using Dapper;
using Temadagar.Data;

namespace Temadagar.Registrations;

/// <summary>Gives those who registered before lists could be searched, or before there was a check-in, what they lack. Run after each upgrade; mostly there is nobody.</summary>
public sealed class FillPersonKeys(Database database)
{
    private const int Batch = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int filled;
        do
        {
            filled = await database.WriteAsync(FillSomeAsync, cancellationToken);
        }
        while (filled == Batch);
    }

    private async Task<int> FillSomeAsync(Write write)
    {
        var without = (await write.QueryAsync<NamesOnly>(database.Page(WithoutSql), new { Take = Batch })).ToList();
        foreach (var person in without)
        {
            var keys = PersonKeys.Of(person.FirstName, person.LastName, person.Organization, person.Receipt);
            await write.ExecuteAsync(FillSql, new { person.Id, keys.SortName, keys.SortOrganization, keys.SearchText, CheckInCode = CheckInCode.Make() });
        }

        return without.Count;
    }

    private const string WithoutSql = """
        SELECT r.Id, r.FirstName, r.LastName, r.Organization, s.Receipt
        FROM Registrations r
        JOIN Submissions s ON s.Id = r.SubmissionId
        WHERE r.SearchText = '' OR r.CheckInCode IS NULL
        ORDER BY r.Id
        """;

    private const string FillSql = """
        UPDATE Registrations
        SET SortName = @SortName, SortOrganization = @SortOrganization, SearchText = @SearchText, CheckInCode = COALESCE(CheckInCode, @CheckInCode)
        WHERE Id = @Id
        """;

    [method: ExplicitConstructor]
    private sealed record NamesOnly(Guid Id, string FirstName, string LastName, string Organization, string Receipt);
}
