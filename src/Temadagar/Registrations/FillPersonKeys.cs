using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>Gives those who registered before lists could be searched, or before there was a check-in, what they lack. Run after each upgrade; mostly there is nobody.</summary>
public sealed class FillPersonKeys(Database database, ThemeDayStore days, RegistrationStore registrations)
{
    private const int Batch = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<NamesOnly> without;
        do
        {
            await using (var read = await database.OpenReadAsync(cancellationToken))
            {
                without = await registrations.WithoutKeysAsync(read, Batch);
            }

            if (without.Count > 0)
            {
                await database.WriteAsync(write => FillAsync(write, without), cancellationToken);
            }
        }
        while (without.Count == Batch);
    }

    private async Task FillAsync(Write write, IReadOnlyList<NamesOnly> without)
    {
        foreach (var day in without.Select(person => person.ThemeDayId).Distinct().Order())
        {
            await days.LockAsync(write, day);
        }

        foreach (var person in without)
        {
            await registrations.FillAsync(write, person, PersonKeys.Of(person.FirstName, person.LastName, person.Organization, person.Receipt), CheckInCode.Make());
        }
    }
}
