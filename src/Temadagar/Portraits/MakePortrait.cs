namespace Temadagar.Portraits;

/// <summary>Makes a portrait of an image that someone sent.</summary>
public static class MakePortrait
{
    private const int SmallSide = 160;
    private const int LargeSide = 640;

    /// <param name="cancellationToken">Ends the wait for one's turn.</param>
    /// <exception cref="UnreadablePictureException">It is not an image that can be shown, and why.</exception>
    public static Task<PortraitImage> RunAsync(byte[] bytes, CancellationToken cancellationToken) => ReadPicture.RunAsync(
        bytes, LargeSide, PictureLimits.Portrait, large => new PortraitImage(JpegWriter.Write(large.Shrunk(SmallSide)), JpegWriter.Write(large)), cancellationToken);
}
