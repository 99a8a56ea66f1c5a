using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace Temadagar.Logs;

/// <summary>The last seal of the log: noted anywhere else, it shows later that nothing up to it was changed or taken away.</summary>
/// <param name="Seal">64 hexadecimal digits; noted by people, the first 16 of them or more.</param>
[method: ExplicitConstructor]
public sealed partial record LogHead(int Number, string Seal)
{
    private const int FewestDigits = 16;

    /// <summary><c>NUMBER:SEAL</c>, as <c>log verify --head</c> takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Seal}");

    /// <summary>Short enough for people to write down.</summary>
    public string Short => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Seal[..FewestDigits]}");

    /// <summary>One that was noted, in whole or short; null: it is none.</summary>
    public static LogHead? Parse(string noted) =>
        Noted().Match(noted.Trim()) is { Success: true } match && match.Groups[2].Length >= FewestDigits
            && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number) && number > 0
                ? new LogHead(number, match.Groups[2].Value.ToLowerInvariant())
                : null;

    /// <summary>Whether this one, as it was noted, is the seal of that number.</summary>
    public bool Is(string seal) => seal.StartsWith(Seal, StringComparison.Ordinal);

    [GeneratedRegex("^([0-9]{1,10}):([0-9A-Fa-f]{1,64})$", RegexOptions.CultureInvariant)]
    private static partial Regex Noted();
}
