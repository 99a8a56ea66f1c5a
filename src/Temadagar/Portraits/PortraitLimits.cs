using Temadagar.Texts;

namespace Temadagar.Portraits;

/// <summary>What is asked of an image before anything of it is decoded.</summary>
internal static class PortraitLimits
{
    public const int MaxPixels = 40_000_000;

    private const int MinSide = 100;
    private const int MaxRatio = 5;

    private static readonly Text TooLarge = new("Bilden har fler än 40 megapixlar. Förminska den och försök igen.", "The image has more than 40 megapixels. Make it smaller and try again.");
    private static readonly Text TooSmall = new(
        $"Bilden ska vara minst {MinSide} bildpunkter på bredden och höjden.", $"The image must be at least {MinSide} pixels wide and high.");
    private static readonly Text TooNarrow = new(
        $"Bilden är för avlång: långsidan får vara högst {MaxRatio} gånger kortsidan. Beskär den och försök igen.",
        $"The image is too narrow: the longer side may be at most {MaxRatio} times the shorter. Crop it and try again.");

    /// <summary>For an image that breaks its format's rules, or uses some that few programs write.</summary>
    public static readonly Text Damaged = new(
        "Bilden är skadad eller av ett ovanligt slag. Öppna den i ett bildprogram, spara den på nytt som JPEG eller PNG och försök igen.",
        "The image is damaged or of an unusual kind. Open it in an image editor, save it anew as JPEG or PNG and try again.");

    /// <exception cref="UnreadablePortraitException">The image is too large, too small or too narrow.</exception>
    public static void Check(long width, long height)
    {
        var reason = width * height > MaxPixels ? TooLarge
            : Math.Min(width, height) < MinSide ? TooSmall
            : Math.Max(width, height) > MaxRatio * Math.Min(width, height) ? TooNarrow
            : null;
        if (reason is not null)
        {
            throw new UnreadablePortraitException(reason);
        }
    }
}
