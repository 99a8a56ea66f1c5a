using System.Text.Json;
using System.Text.Json.Serialization;
using Temadagar.Texts;

namespace Temadagar.Certificates;

/// <summary>
/// All that a certificate says, as it was when it was issued: whatever becomes of the day, the person or the settings, this is what is drawn and verified. It is kept
/// as JSON for as long as the certificate is, so a member is only ever added, with a default.
/// </summary>
/// <param name="Content">The titles of the day's sessions, in order.</param>
/// <param name="Site">Where the service was reached when it was issued, without a slash at the end: the address to verify it at begins so.</param>
/// <param name="Logos">Their ids; such rows stay.</param>
/// <param name="Demonstration">Of a day that is made up. What was issued before this was asked says nothing of it, and is read as not one: what it says in words it says still.</param>
public sealed record CertificateSnapshot(
    Language Language, string Name, string Organizer, string Title, IReadOnlyList<string> Content, DateOnly Date, string Place, decimal Hours,
    DateOnly IssuedOn, string Number, string Signatory, string? SignatoryTitle, string Site, IReadOnlyList<Guid> Logos,
    bool Demonstration = false)
{
    private static readonly JsonSerializerOptions Kept = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    public static CertificateSnapshot Read(string json) => JsonSerializer.Deserialize<CertificateSnapshot>(json, Kept)!;

    public string Write() => JsonSerializer.Serialize(this, Kept);

    /// <summary>Whether another says the same, whenever and under whichever number it was issued.</summary>
    public bool SaysTheSameAs(CertificateSnapshot other) =>
        this with { Content = other.Content, IssuedOn = other.IssuedOn, Number = other.Number, Logos = other.Logos } == other
        && Content.SequenceEqual(other.Content) && Logos.SequenceEqual(other.Logos);
}
