using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Temadagar.Http;

/// <summary>A reply as it goes to the caller, where it is made before it is sent: kept to be given again, or hashed.</summary>
public sealed class JsonReplies(IOptions<JsonOptions> options)
{
    public const string MediaType = "application/json; charset=utf-8";

    public byte[] WriteBytes<T>(T reply) => JsonSerializer.SerializeToUtf8Bytes(reply, options.Value.SerializerOptions);

    public string Write<T>(T reply) => JsonSerializer.Serialize(reply, options.Value.SerializerOptions);
}
