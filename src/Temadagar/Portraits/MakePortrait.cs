using Temadagar.Texts;

namespace Temadagar.Portraits;

/// <summary>
/// Makes a portrait of what someone sent, which may be anything. It is decoded by code that cannot leave its memory, after its first bytes and its
/// size have been looked at, and made anew: what the file held besides (where it was taken, by whom, another file behind it) is not in it.
/// </summary>
public static class MakePortrait
{
    private const int SmallSide = 160;
    private const int LargeSide = 640;

    private static readonly Text OtherKind = new("Välj en bild i formatet JPEG eller PNG.", "Choose an image in the format JPEG or PNG.");

    // An image of forty megapixels takes a processor for seconds, and a progressive one up to 400 MB: one at a time in this process.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="cancellationToken">Ends the wait for one's turn.</param>
    /// <exception cref="UnreadablePortraitException">It is not an image that can be shown, and why.</exception>
    public static async Task<PortraitImage> RunAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Run(bytes), CancellationToken.None);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static PortraitImage Run(byte[] bytes)
    {
        var large = Read(bytes);
        return new PortraitImage(JpegWriter.Write(large.Shrunk(SmallSide)), JpegWriter.Write(large));
    }

    private static Picture Read(byte[] bytes)
    {
        try
        {
            return JpegHeader.IsJpeg(bytes) ? JpegReader.Read(bytes, LargeSide)
                : PngReader.IsPng(bytes) ? PngReader.Read(bytes, LargeSide)
                : throw new UnreadablePortraitException(OtherKind);
        }
        catch (UnreadablePortraitException)
        {
            throw;
        }
#pragma warning disable CA1031 // A broken file makes a decoder stumble in any way; it has touched nothing but its own memory.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new UnreadablePortraitException(PortraitLimits.Damaged, exception);
        }
    }
}
