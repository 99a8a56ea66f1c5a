using Temadagar.Texts;

namespace Temadagar.Registrations;

/// <summary>What lists of people are put in order and searched by; made anew whenever a name changes.</summary>
/// <param name="SortName">By last name, then first name.</param>
/// <param name="SearchText">Each word of names, organization and receipt with a space before it.</param>
public sealed record PersonKeys(string SortName, string SortOrganization, string SearchText)
{
    /// <summary>What the column holds: longer than the longest names, organization and receipt together.</summary>
    private const int MaxSearchText = 450;

    public static PersonKeys Of(PersonDetails person, string receipt) => Of(person.FirstName, person.LastName, person.Organization, receipt);

    public static PersonKeys Of(string firstName, string lastName, string organization, string receipt)
    {
        var search = string.Concat(new[] { firstName, lastName, organization, receipt }.SelectMany(SwedishOrder.Words).Distinct().Select(word => " " + word));
        return new PersonKeys(
            SwedishOrder.Key(lastName, firstName), SwedishOrder.Key(organization, lastName, firstName),
            search.Length <= MaxSearchText ? search : search[..MaxSearchText]);
    }
}
