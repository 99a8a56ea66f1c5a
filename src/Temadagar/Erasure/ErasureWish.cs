using Temadagar.Http;

namespace Temadagar.Erasure;

/// <param name="Message">What the organizer should know, in the person's words; it may be left out.</param>
public sealed record ErasureWish(string? Message = null)
{
    private const int MaxLength = 1000;

    /// <summary>Reads the whole of a body.</summary>
    public static ErasureWish Read(JsonFields fields)
    {
        var message = fields.OptionalLines("message", MaxLength);
        fields.RefuseOthers();
        return new ErasureWish(message);
    }
}

/// <summary>One that waits for its answer.</summary>
public sealed record AskedErasure(Guid Id, string? Message, DateTimeOffset AskedAt)
{
    public static AskedErasure Of(ErasureRequest request) => new(request.Id, request.Message, request.AskedAt);
}
