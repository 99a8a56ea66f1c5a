namespace Temadagar.Portraits;

public enum PortraitSize
{
    Small,
    Large,
}

/// <summary>A portrait as it is kept: JPEG, made here, without metadata. The longest side is 160 and 640 pixels, or what was sent if that is less.</summary>
public sealed record PortraitImage(byte[] Small, byte[] Large);
