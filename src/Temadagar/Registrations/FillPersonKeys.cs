using Dapper;
using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>Gives those who registered before lists could be searched, or before there was a check-in, what they lack. Run after each upgrade; mostly there is nobody.</summary>
public sealed class FillPersonKeys(Database database, ThemeDayStore days)
{
    private const int Batch = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<NamesOnly> without;
        do
        {
            await using (var read = await database.OpenReadAsync(cancellationToken))
            {
                without = [.. await read.QueryAsync<NamesOnly>(database.Page(WithoutSql), new { Take = Batch })];
            }

            if (without.Count > 0)
            {
                await database.WriteAsync(write => FillAsync(write, without), cancellationToken);
            }
        }
        while (without.Count == Batch);
    }

    private async Task FillAsync(Write write, List<NamesOnly> without)
    {
        foreach (var day in without.Select(person => person.ThemeDayId).Distinct().Order())
        {
            await days.LockAsync(write, day);
        }

        foreach (var person in without)
        {
            var keys = PersonKeys.Of(person.FirstName, person.LastName, person.Organization, person.Receipt);
            await write.ExecuteAsync(FillSql, new
            {
                person.Id,
                person.FirstName,
                person.LastName,
                person.Organization,
                keys.SortName,
                keys.SortOrganization,
                keys.SearchText,
                CheckInCode = CheckInCode.Make(),
            });
        }
    }

    private const string WithoutSql = """
        SELECT r.Id, r.ThemeDayId, r.FirstName, r.LastName, r.Organization, s.Receipt
        FROM Registrations r
        JOIN Submissions s ON s.Id = r.SubmissionId
        WHERE r.Id IN (
            SELECT Id FROM Registrations WHERE SearchText = ''
            UNION
            SELECT Id FROM Registrations WHERE CheckInCode IS NULL)
        ORDER BY r.Id
        """;

    // Whoever was corrected meanwhile has the keys of the names of now.
    private const string FillSql = """
        UPDATE Registrations
        SET SortName = @SortName, SortOrganization = @SortOrganization, SearchText = @SearchText, CheckInCode = COALESCE(CheckInCode, @CheckInCode)
        WHERE Id = @Id AND FirstName = @FirstName AND LastName = @LastName AND Organization = @Organization
        """;

    [method: ExplicitConstructor]
    private sealed record NamesOnly(Guid Id, Guid ThemeDayId, string FirstName, string LastName, string Organization, string Receipt);
}
