namespace Temadagar.Portraits;

/// <summary>Makes a logo of an image that someone sent: sharp edges stay sharp, so it is a PNG; what shows through is laid on white, since it stands on paper.</summary>
public static class MakeLogo
{
    // 300 pixels to the inch where it is 70 mm wide, which is more than a certificate gives it.
    private const int LongestSide = 840;

    /// <returns>A PNG without metadata.</returns>
    /// <param name="cancellationToken">Ends the wait for one's turn.</param>
    /// <exception cref="UnreadablePictureException">It is not an image that can be shown, and why.</exception>
    public static Task<byte[]> RunAsync(byte[] bytes, CancellationToken cancellationToken) =>
        ReadPicture.RunAsync(bytes, LongestSide, PictureLimits.Logo, PngWriter.Write, cancellationToken);
}
