namespace Temadagar.Certificates.Drawing;

/// <summary>What a name badge says.</summary>
/// <param name="Heading">The title of the day.</param>
public sealed record Badge(string Name, string Organization, string Heading);
