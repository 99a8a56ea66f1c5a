using System.Globalization;
using Temadagar.Texts;

namespace Temadagar.Settings;

/// <summary>Reads settings by key; a value that does not fit throws a <see cref="SettingException"/> that names the key.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private static readonly string[] Frameworks = ["Logging", "Kestrel"];

    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    public string? Text(string key)
    {
        known.Add(key);
        var value = configuration[key]?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>A value whose spaces count.</summary>
    public string? Secret(string key)
    {
        known.Add(key);
        return string.IsNullOrEmpty(configuration[key]) ? null : configuration[key];
    }

    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        return Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(value, ignoreCase: true)
            : throw new SettingException(key, $"'{value}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    public int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new SettingException(key, $"'{value}' is not a whole number from {min} to {max}.");
    }

    public DateOnly? Date(string key) =>
        Text(key) is not { } value ? null
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new SettingException(key, $"'{value}' is not a date such as 2026-03-31.");

    public TimeOnly? Time(string key) =>
        Text(key) is not { } value ? null
        : TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw new SettingException(key, $"'{value}' is not a time such as 01:30.");

    /// <summary>A list of sentences, which may have commas: <c>Key:0</c>, <c>Key:1</c>, … or one alone.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var children = configuration.GetSection(key).GetChildren().Select(child => child.Path).ToList();
        return Text(key) is { } only ? [only] : [.. children.Select(Text).OfType<string>()];
    }

    /// <summary>A list: <c>Key:0</c>, <c>Key:1</c>, … or one value with commas.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var children = configuration.GetSection(key).GetChildren().ToList();
        children.ForEach(child => known.Add(child.Path));
        return Text(key) is { } joined
            ? joined.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. children.Select(child => child.Value).OfType<string>()];
    }

    /// <summary>A misspelt key would otherwise be a setting that silently does nothing.</summary>
    public void RefuseUnknown(params string[] sections)
    {
        // What is in other sections is the framework's, or another program's in the same environment; what is nearly one of ours was meant for us.
        foreach (var section in configuration.GetChildren().Where(section => section.GetChildren().Any() && !sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (Nearest.To(section.Key, [.. sections, .. Frameworks]) is { } meant && !Frameworks.Contains(meant, StringComparer.OrdinalIgnoreCase))
            {
                throw new SettingException(section.Key, $"there is no such setting. Did you mean {meant}?");
            }
        }

        foreach (var (key, value) in sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
        {
            if (value is not null && key.Contains(':', StringComparison.Ordinal) && !known.Contains(key))
            {
                throw new SettingException(key, $"there is no such setting.{Nearest.Question(key, known)}");
            }
        }
    }
}
