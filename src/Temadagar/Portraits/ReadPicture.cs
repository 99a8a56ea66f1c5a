using Temadagar.Texts;

namespace Temadagar.Portraits;

/// <summary>
/// Reads an image that someone sent, which may be anything. It is decoded by code that cannot leave its memory, after its first bytes and its size have been looked at;
/// what is made of it is made anew, so that what the file held besides (where it was taken, by whom, another file behind it) is not in it.
/// </summary>
internal static class ReadPicture
{
    private static readonly Text OtherKind = new("Välj en bild i formatet JPEG eller PNG.", "Choose an image in the format JPEG or PNG.");

    // An image of forty megapixels takes a processor for seconds, and a progressive one up to 400 MB: one at a time in this process.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="side">What its longer side is at most, when it is given to <paramref name="make"/>.</param>
    /// <param name="cancellationToken">Ends the wait for one's turn.</param>
    /// <exception cref="UnreadablePictureException">It is not an image that can be shown, and why.</exception>
    public static async Task<T> RunAsync<T>(byte[] bytes, int side, PictureLimits limits, Func<Picture, T> make, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => make(Read(bytes, side, limits)), CancellationToken.None);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static Picture Read(byte[] bytes, int side, PictureLimits limits)
    {
        try
        {
            return JpegHeader.IsJpeg(bytes) ? JpegReader.Read(bytes, side, limits)
                : PngReader.IsPng(bytes) ? PngReader.Read(bytes, side, limits)
                : throw new UnreadablePictureException(OtherKind);
        }
        catch (UnreadablePictureException)
        {
            throw;
        }
#pragma warning disable CA1031 // A broken file makes a decoder stumble in any way; it has touched nothing but its own memory.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new UnreadablePictureException(PictureLimits.Damaged, exception);
        }
    }
}
