using System.ComponentModel.DataAnnotations;
using Temadagar.Http;

namespace Temadagar.Erasure;

/// <param name="Message">What the organizer should know, in the person's words; it may be left out.</param>
public sealed record ErasureWish([property: MaxLength(ErasureWish.MaxLength)] string? Message = null)
{
    public const int MaxLength = 1000;

    /// <summary>Reads the whole of a body.</summary>
    public static ErasureWish Read(JsonFields fields)
    {
        var message = fields.OptionalLines("message", MaxLength);
        fields.RefuseOthers();
        return new ErasureWish(message);
    }
}

/// <summary>One that was written down.</summary>
/// <param name="Already">It was there before, and stays as it was.</param>
/// <param name="Outcome">Null: it waits for its answer.</param>
public sealed record AskedErasure(Guid Id, bool Already, string? Message, DateTimeOffset AskedAt, ErasureOutcome? Outcome);
