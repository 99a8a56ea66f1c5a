using Temadagar.Texts;

namespace Temadagar.Portraits;

/// <summary>What was sent is no picture that can be used.</summary>
/// <param name="reason">For the one who sent it: what is wrong and what to do.</param>
public sealed class UnreadablePictureException(Text reason, Exception? inner = null) : Exception(reason.English, inner)
{
    public Text Reason { get; } = reason;
}
