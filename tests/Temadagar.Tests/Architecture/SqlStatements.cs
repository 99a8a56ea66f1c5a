using System.Reflection;
using System.Text.RegularExpressions;

namespace Temadagar.Tests.Architecture;

/// <summary>Every SQL statement of the program: each is a constant above the method that runs it.</summary>
internal static partial class SqlStatements
{
    /// <summary>By "Type.Constant".</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = typeof(Program).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
        .Select(field => (Name: $"{field.DeclaringType!.Name}.{field.Name}", Sql: (string)field.GetRawConstantValue()!))
        .Where(constant => Statement().IsMatch(constant.Sql))
        .ToDictionary(constant => constant.Name, constant => constant.Sql);

    public static IEnumerable<string> ParametersOf(string sql) =>
        Parameter().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Statement();

    [GeneratedRegex(@"@\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
