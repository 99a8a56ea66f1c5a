using System.Globalization;
using System.Text.Json;
using Temadagar.Data;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>
/// The fields of one JSON object. Each call reads one field, notes what is wrong with it under its path, and goes on;
/// what comes back for a faulty field is not to be used, since <see cref="Faults.Any"/> is then true.
/// </summary>
public sealed class JsonFields(JsonElement element, string path, Faults faults)
{
    /// <summary>Of a word, an id, a date or a time, however it is written.</summary>
    public const int WordLength = 100;

    /// <summary>For the description: what <see cref="Time"/> reads.</summary>
    public const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    private static readonly Text Missing = new("Fältet måste fyllas i.", "This field is required.");
    private static readonly Text NotText = new("Fältet ska vara text.", "This field must be text.");
    private static readonly Text NotList = new("Fältet ska vara en lista.", "This field must be a list.");
    private static readonly Text NotObject = new("Fältet ska vara ett objekt.", "This field must be an object.");
    private static readonly Text NotFlag = new("Fältet ska vara true eller false.", "This field must be true or false.");
    private static readonly Text NotDate = new("Skriv datumet som åååå-mm-dd.", "Write the date as yyyy-mm-dd.");
    private static readonly Text NotTime = new("Skriv tiden som tt:mm.", "Write the time as hh:mm.");
    private static readonly Text NotId = new("Ange ett id (UUID).", "Give an id (a UUID).");
    private static readonly Text TooDeep = new("Citat och listor ligger för djupt i varandra.", "Quotations and lists are nested too deeply.");
    private static readonly Text Unknown = new("Fältet är okänt.", "This field is not known.");

    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public Faults Faults => faults;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public void Fault(string name, Text message) => faults.Add(PathOf(name), message);

    /// <summary>Text that must be there, cleaned by <see cref="PlainText"/>.</summary>
    public string Text(string name, int maxLength, Text? whenMissing = null)
    {
        var text = OptionalText(name, maxLength, out var faulty);
        if (text is null && !faulty)
        {
            Fault(name, whenMissing ?? Missing);
        }

        return text ?? "";
    }

    /// <summary>Text that may be absent, null or empty: then null.</summary>
    public string? OptionalText(string name, int maxLength) => OptionalText(name, maxLength, out _);

    /// <summary>A password that must be there: as it was written, spaces and all.</summary>
    public string Secret(string name, int maxLength)
    {
        if (!TryFind(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            Fault(name, Missing);
            return "";
        }

        var text = value.ValueKind == JsonValueKind.String ? Value(value) : null;
        if (text is null || text.Length > maxLength)
        {
            Fault(name, text is null ? NotText : new($"Fältet får ha högst {maxLength} tecken.", $"This field may have at most {maxLength} characters."));
        }

        return text ?? "";
    }

    /// <summary>Yes or no; no where it is absent.</summary>
    public bool Flag(string name)
    {
        if (TryFind(name, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
        {
            Fault(name, NotFlag);
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>Whether it is there at all, be it null.</summary>
    public bool Has(string name) => TryFind(name, out _);

    /// <summary>Fields that a reply has and a request may repeat: not read, not refused.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            known.Add(name);
        }
    }

    /// <summary>Text of several lines that may be absent, null or empty: then null.</summary>
    public string? OptionalLines(string name, int maxLength) => OptionalText(name, maxLength, out _, PlainText.CleanLines);

    /// <summary>Markdown that can be shown and may be absent, null or empty: then null.</summary>
    public string? OptionalMarkdown(string name, int maxLength)
    {
        var markdown = OptionalLines(name, maxLength);
        if (markdown is not null && !SafeMarkdown.CanShow(markdown))
        {
            Fault(name, TooDeep);
        }

        return markdown;
    }

    /// <summary>Text of several lines that must be there.</summary>
    public string Lines(string name, int maxLength)
    {
        var text = OptionalText(name, maxLength, out var faulty, PlainText.CleanLines);
        if (text is null && !faulty)
        {
            Fault(name, Missing);
        }

        return text ?? "";
    }

    /// <summary>A whole number that must be there.</summary>
    public int Number(string name, int min, int max)
    {
        if (!TryFind(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            Fault(name, Missing);
            return min;
        }

        return ReadNumber(name, value, min, max);
    }

    /// <summary>A whole number that may be absent or null.</summary>
    public int? OptionalNumber(string name, int min, int max) =>
        TryFind(name, out var value) && value.ValueKind != JsonValueKind.Null ? ReadNumber(name, value, min, max) : null;

    /// <summary>A number from 0 with at most one decimal, which may be absent or null.</summary>
    public decimal? OptionalDecimal(string name, decimal max)
    {
        if (!TryFind(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= 0 && number <= max && decimal.Round(number, 1) == number)
        {
            return number;
        }

        Fault(name, new($"Fältet ska vara ett tal från 0 till {max} med högst en decimal.", $"This field must be a number from 0 to {max} with at most one decimal."));
        return null;
    }

    public DateOnly? OptionalDate(string name) =>
        OptionalText(name, WordLength) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : None<DateOnly>(name, NotDate);

    /// <summary>A time of the wall clock.</summary>
    public TimeOnly? OptionalTime(string name) => OptionalText(name, WordLength) is { } text ? ReadTime(name, text) : null;

    /// <summary>A time of the wall clock that must be there.</summary>
    public TimeOnly Time(string name, Text whenMissing) => Text(name, WordLength, whenMissing) is { Length: > 0 } text ? ReadTime(name, text) ?? default : default;

    /// <summary>Date and time. One without an offset is read by <paramref name="local"/>, as the wall clock shows it.</summary>
    public DateTimeOffset? OptionalMoment(string name, Func<DateOnly, TimeOnly, DateTimeOffset> local)
    {
        if (OptionalText(name, WordLength) is not { } text)
        {
            return null;
        }

        return Moment.Read(text, local) ?? None<DateTimeOffset>(name, Moment.Unreadable);
    }

    /// <summary>One of an enum's words that must be there.</summary>
    public T Choice<T>(string name, Text? whenMissing = null)
        where T : struct, Enum => Choice<T>(name, out _, whenMissing);

    /// <param name="chosen">False where a fault was noted: what depends on the word is then not for checking.</param>
    public T Choice<T>(string name, out bool chosen, Text? whenMissing = null)
        where T : struct, Enum
    {
        var choice = OptionalChoice<T>(name, out var faulty);
        if (choice is null && !faulty)
        {
            Fault(name, whenMissing ?? Missing);
        }

        chosen = choice is not null;
        return choice ?? default;
    }

    public T? OptionalChoice<T>(string name)
        where T : struct, Enum => OptionalChoice<T>(name, out _);

    /// <summary>A list of objects, each read by <paramref name="read"/>. Outside the limits of length nothing of it is read.</summary>
    public List<T> Objects<T>(string name, int min, int max, Text whenTooFew, Text whenTooMany, Func<JsonFields, T> read)
    {
        if (!TryFind(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            Fault(name, whenTooFew);
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, NotList);
            return [];
        }

        var length = value.GetArrayLength();
        if (length < min || length > max)
        {
            Fault(name, length < min ? whenTooFew : whenTooMany);
            return [];
        }

        var items = new List<T>(length);
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                Fault($"{name}[{index}]", NotObject);
                continue;
            }

            var fields = new JsonFields(item, PathOf($"{name}[{index}]"), faults);
            items.Add(read(fields));
            fields.RefuseOthers();
        }

        return items;
    }

    /// <summary>As <see cref="Texts"/>, of a list that may be left out or null.</summary>
    public IReadOnlyList<string> OptionalTexts(string name, Func<string, bool> fits, Text whenOther) =>
        TryFind(name, out var value) && value.ValueKind != JsonValueKind.Null ? Texts(name, fits, whenOther) : [];

    /// <summary>A list of words, each once, that must be there; one that <paramref name="fits"/> refuses is a fault.</summary>
    public IReadOnlyList<string> Texts(string name, Func<string, bool> fits, Text whenOther)
    {
        if (!TryFind(name, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, NotList);
            return [];
        }

        var words = value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? Value(item) : null).Distinct(StringComparer.Ordinal).ToList();
        foreach (var (index, word) in words.Index())
        {
            if (word is null || !fits(word))
            {
                Fault($"{name}[{index}]", whenOther);
            }
        }

        return [.. words.OfType<string>()];
    }

    /// <summary>An id that must be there: a UUID with hyphens (RFC 9562), as replies have it.</summary>
    public Guid Id(string name, Text? whenMissing = null) => Text(name, WordLength, whenMissing) is { Length: > 0 } text ? ReadId(name, text) ?? default : default;

    /// <summary>An id that may be absent, null or empty.</summary>
    public Guid? OptionalId(string name) => OptionalText(name, WordLength) is { } text ? ReadId(name, text) : null;

    /// <summary>Ids, each once, in a list that must be there.</summary>
    public IReadOnlyList<Guid> Ids(string name) => [.. Texts(name, word => IsId(word, out _), NotId).Select(word => IsId(word, out var id) ? id : default).Distinct()];

    /// <summary>As <see cref="Ids"/>, of a list that may be left out or null.</summary>
    public IReadOnlyList<Guid> OptionalIds(string name) => TryFind(name, out var value) && value.ValueKind != JsonValueKind.Null ? Ids(name) : [];

    /// <summary>Whatever has not been asked for is a mistake of the sender's, and is said.</summary>
    public void RefuseOthers()
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = Name(property);
            if (!known.Contains(name))
            {
                Fault(name, Unknown);
            }
        }
    }

    private T? None<T>(string name, Text fault)
        where T : struct
    {
        Fault(name, fault);
        return null;
    }

    private static bool IsId(string text, out Guid id) => Guid.TryParseExact(text, "D", out id);

    private Guid? ReadId(string name, string text) => IsId(text, out var id) ? id : None<Guid>(name, NotId);

    private TimeOnly? ReadTime(string name, string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : None<TimeOnly>(name, NotTime);

    private int ReadNumber(string name, JsonElement value, int min, int max)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Fault(name, new($"Fältet ska vara ett heltal från {min} till {max}.", $"This field must be a whole number from {min} to {max}."));
        return min;
    }

    private delegate string? Cleaner(string? text, int maxLength, out Text? fault);

    private string? OptionalText(string name, int maxLength, out bool faulty, Cleaner? clean = null)
    {
        faulty = false;
        if (!TryFind(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            faulty = true;
            Fault(name, NotText);
            return null;
        }

        var text = (clean ?? PlainText.Clean)(Value(value), maxLength, out var fault);
        if (fault is not null)
        {
            faulty = true;
            Fault(name, fault);
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    private T? OptionalChoice<T>(string name, out bool faulty)
        where T : struct, Enum
    {
        if (OptionalText(name, WordLength, out faulty) is not { } word)
        {
            return null;
        }

        if (Code.TryParse<T>(word, out var value))
        {
            return value;
        }

        faulty = true;
        var choices = string.Join(", ", Code.All<T>());
        Fault(name, new($"Välj något av: {choices}.", $"Choose one of: {choices}."));
        return null;
    }

    private bool TryFind(string name, out JsonElement value)
    {
        known.Add(name);
        return element.TryGetProperty(name, out value);
    }

    // Half a surrogate pair is allowed by JSON's grammar and is no text; System.Text.Json throws for it.
    private static string? Value(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name.Length <= 100 ? property.Name : property.Name[..100];
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}
