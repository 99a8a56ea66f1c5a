using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Temadagar.Http;

/// <summary>A reply as text, for the one place where it must be kept to be given again.</summary>
public sealed class JsonReplies(IOptions<JsonOptions> options)
{
    public string Write<T>(T reply) => JsonSerializer.Serialize(reply, options.Value.SerializerOptions);
}
