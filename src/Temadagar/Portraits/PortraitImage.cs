using Temadagar.Texts;

namespace Temadagar.Portraits;

public enum PortraitSize
{
    Small,
    Large,
}

/// <summary>A portrait as it is kept: JPEG, made here, without metadata. The longest side is 160 and 640 pixels, or what was sent if that is less.</summary>
public sealed record PortraitImage(byte[] Small, byte[] Large);

/// <summary>What was sent is no portrait.</summary>
/// <param name="reason">For the one who sent it: what is wrong and what to do.</param>
public sealed class UnreadablePortraitException(Text reason, Exception? inner = null) : Exception(reason.English, inner)
{
    public Text Reason { get; } = reason;
}
