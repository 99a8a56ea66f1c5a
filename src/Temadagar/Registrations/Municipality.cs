namespace Temadagar.Registrations;

/// <param name="Code">The code of Statistics Sweden, four digits.</param>
public sealed record Municipality(string Code, string Name, string County);

/// <summary>The 290 municipalities of Sweden, from <c>seeds/municipalities.csv</c>.</summary>
public sealed class Municipalities
{
    private readonly Dictionary<string, Municipality> byCode;
    private readonly Dictionary<string, Municipality> byName;

    public Municipalities(string file)
    {
        All = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Select(cells => new Municipality(cells[0], cells[1], cells[3]))];
        byCode = All.ToDictionary(municipality => municipality.Code, StringComparer.Ordinal);
        Counties = new SortedDictionary<string, string>(All.GroupBy(CountyCode).ToDictionary(county => county.Key, county => county.First().County), StringComparer.Ordinal);
        byName = All.ToDictionary(municipality => municipality.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<Municipality> All { get; }

    /// <summary>The 21 counties by code, the first two digits of their municipalities'.</summary>
    public IReadOnlyDictionary<string, string> Counties { get; }

    public Municipality? Find(string nameOrCode) => byCode.GetValueOrDefault(nameOrCode) ?? byName.GetValueOrDefault(nameOrCode);

    public string? NameOf(string? code) => code is null ? null : byCode.GetValueOrDefault(code)?.Name;

    private static string CountyCode(Municipality municipality) => municipality.Code[..2];
}
