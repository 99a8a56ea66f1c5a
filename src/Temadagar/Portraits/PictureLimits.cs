using Temadagar.Texts;

namespace Temadagar.Portraits;

/// <summary>What is asked of an image before anything of it is decoded.</summary>
/// <param name="MinSide">Pixels each way, at least.</param>
/// <param name="MaxRatio">How many times the shorter side the longer one may be.</param>
internal sealed record PictureLimits(int MinSide, int MaxRatio)
{
    public const int MaxPixels = 40_000_000;

    public static readonly PictureLimits Portrait = new(100, 5);

    /// <summary>A word mark may be long and low.</summary>
    public static readonly PictureLimits Logo = new(40, 12);

    private static readonly Text TooLarge = new("Bilden har fler än 40 megapixlar. Förminska den och försök igen.", "The image has more than 40 megapixels. Make it smaller and try again.");

    private Text TooSmall => new(
        $"Bilden ska vara minst {MinSide} bildpunkter på bredden och höjden.", $"The image must be at least {MinSide} pixels wide and high.");

    private Text TooNarrow => new(
        $"Bilden är för avlång: långsidan får vara högst {MaxRatio} gånger kortsidan. Beskär den och försök igen.",
        $"The image is too narrow: the longer side may be at most {MaxRatio} times the shorter. Crop it and try again.");

    /// <summary>For an image that breaks its format's rules, or uses some that few programs write.</summary>
    public static readonly Text Damaged = new(
        "Bilden är skadad eller av ett ovanligt slag. Öppna den i ett bildprogram, spara den på nytt som JPEG eller PNG och försök igen.",
        "The image is damaged or of an unusual kind. Open it in an image editor, save it anew as JPEG or PNG and try again.");

    /// <exception cref="UnreadablePictureException">The image is too large, too small or too narrow.</exception>
    public void Check(uint width, uint height)
    {
        var reason = (ulong)width * height > MaxPixels ? TooLarge
            : Math.Min(width, height) < MinSide ? TooSmall
            : Math.Max(width, height) > MaxRatio * Math.Min(width, height) ? TooNarrow
            : null;
        if (reason is not null)
        {
            throw new UnreadablePictureException(reason);
        }
    }
}
