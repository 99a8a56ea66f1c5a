using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Dapper;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Dapper compiles how a row is read once for each statement and connection string. The databases of tests are many and their tables the same: what one has had compiled is good for all.</summary>
internal sealed class OneSchema : IEqualityComparer<string>
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Before the first statement of any test.")]
    internal static void Use() => SqlMapper.ConnectionStringComparer = new OneSchema();

    public bool Equals(string? x, string? y) => true;

    public int GetHashCode(string obj) => 0;
}
