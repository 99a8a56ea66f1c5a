using System.Globalization;
using System.Net;
using System.Text;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Fuzz;

/// <summary>What someone wrote is kept as it was written (composed, with single spaces), or refused: never something else.</summary>
[Slow]
public class UnicodeTests(SharedService shared) : IClassFixture<SharedService>
{
    // Two of each kind of plane and of category, beside what has broken text fields before.
    private static readonly IEnumerable<string> Texts =
    [
        .. Requests.Nasty,
        .. new[] { 0x41, 0xE5, 0x130, 0x1E9E, 0x0E01, 0x05D0, 0x0627, 0x4E2D, 0xAC00, 0x1F600, 0x20000, 0xE0041, 0xF0000, 0x0300, 0x093F, 0x0660, 0x2028, 0x2029, 0x200E, 0x2060, 0x00AD, 0x1F1F8 }
            .Select(rune => $"Åsa {new Rune(rune)} Öberg"),
        new string('å', 1024 * 1024),
    ];

    [Theory]
    [InlineData("FirstName", "firstName")]
    [InlineData("LastName", "lastName")]
    [InlineData("Organization", "organization")]
    [InlineData("Profession", "profession")]
    public async Task What_someone_writes_is_kept_as_it_is_or_refused(string column, string field)
    {
        var kept = 0;
        foreach (var (index, text) in Texts.Index())
        {
            var email = $"{field.ToLowerInvariant()}{index}@example.org";
            var values = new Dictionary<string, string>
            {
                ["firstName"] = "Åsa",
                ["lastName"] = "Öberg",
                ["email"] = email,
                ["organization"] = "Luleå kommun",
                ["profession"] = "Socialsekreterare",
                ["sector"] = "socialServices",
                ["language"] = "sv",
                [field] = text,
            };
            var body = $$"""{"themeDays":[{"slug":"umea","participation":"online"}],"participants":[{{{string.Join(',', values.Select(value => $"\"{value.Key}\":{Escaped(value.Value)}"))}}}]}""";
            using var content = new StringContent(body, Encoding.ASCII, "application/json");
            using var reply = await SendAsync(content);
            var stored = await shared.Service.QueryAsync<string>($"SELECT {column} FROM Registrations WHERE Email = @email", new { email });
            if (reply?.StatusCode == HttpStatusCode.Created)
            {
                kept++;
                Assert.Equal(string.Join(' ', text.Replace("\u00AD", "", StringComparison.Ordinal).Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Assert.Single(stored));
            }
            else
            {
                Assert.True(reply?.StatusCode is null or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{text}: {reply?.StatusCode}");
                Assert.Empty(stored);
            }
        }

        Assert.InRange(kept, 5, Texts.Count() - 20);
    }

    // Null: it was too much, and the service hung up before all of it was sent.
    private async Task<HttpResponseMessage?> SendAsync(HttpContent content)
    {
        try
        {
            return await shared.Service.Client.PostAsync(new Uri("/api/registrations", UriKind.Relative), content, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Escaped(string text) => $"\"{string.Concat(text.Select(character => character is >= ' ' and < '\u007f' and not ('"' or '\\') ? character.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")))}\"";
}
