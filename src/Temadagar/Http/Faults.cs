using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>What is wrong with an input, by the JSON path of the field: <c>participants[0].email</c>.</summary>
public sealed class Faults
{
    private readonly List<(string Path, Text Message)> all = [];

    public bool Any => all.Count > 0;

    public void Add(string path, Text message) => all.Add((path, message));

    public Dictionary<string, string[]> In(Language language) => all
        .GroupBy(fault => fault.Path, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(fault => fault.Message.In(language)).Distinct().ToArray(), StringComparer.Ordinal);
}
