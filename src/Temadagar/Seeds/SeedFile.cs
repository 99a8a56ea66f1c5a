using System.Text.Json;
using System.Text.Json.Serialization;
using Temadagar.Programme;
using Temadagar.ThemeDays;

namespace Temadagar.Seeds;

/// <summary>A series as <c>seeds/*.json</c> describes it. What the file leaves out is not known.</summary>
public sealed record SeedFile(SeedSeries Series, IReadOnlyList<SeedBoard> Boards, IReadOnlyList<SeedSpeaker> Speakers, IReadOnlyList<SeedThemeDay> ThemeDays)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="JsonException">The file is not as described here; the message says where.</exception>
    public static SeedFile Read(string path) => JsonSerializer.Deserialize<SeedFile>(File.ReadAllBytes(path), Format)!;
}

public sealed record SeedSeries(string Name, bool Demonstration, IReadOnlyList<string> Partners, string? Summary = null, string? Campaign = null);

public sealed record SeedBoard(string Slug, string Name, string? Email = null, string? Phone = null, string? PrivacyNotice = null);

/// <param name="Key">What the programme calls the speaker by.</param>
public sealed record SeedSpeaker(string Key, string Name, string Email, string? Title = null, string? Organization = null, string? BiographySv = null,
    string? BiographyEn = null);

/// <param name="DaysAhead">In place of <paramref name="Date"/>: so many days after the loading, moved on to a weekday.</param>
/// <param name="OpensDaysAhead">When registration opens, days after the loading (negative: before).</param>
/// <param name="ClosesDaysBefore">When registration closes, days before the day.</param>
public sealed record SeedThemeDay(
    int Number, string Slug, string? Board = null, string? Title = null, string? Summary = null, string? Description = null, string? City = null, string? Venue = null, string? Directions = null,
    DateOnly? Date = null, int? DaysAhead = null, TimeOnly? StartsAt = null, TimeOnly? EndsAt = null, decimal? CertificateHours = null,
    int? OpensDaysAhead = null, int? ClosesDaysBefore = null, IReadOnlyList<SeedPlace>? Places = null, IReadOnlyList<SeedSession>? Programme = null, bool ServesFood = false);

public sealed record SeedPlace(Participation Participation, int Capacity);

public sealed record SeedSession(TimeOnly StartsAt, TimeOnly EndsAt, string Title, SessionKind Kind, string? Room = null, string? Abstract = null, IReadOnlyList<string>? Speakers = null);
