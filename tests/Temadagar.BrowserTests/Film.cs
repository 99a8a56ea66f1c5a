using System.Text;

namespace Temadagar.BrowserTests;

/// <summary>What a camera sees, as a film in YUV4MPEG2: QR codes one after the other, with nothing between.</summary>
internal static class Film
{
    private const int Width = 640;
    private const int Height = 480;
    private const byte White = 235;
    private const byte Black = 16;

    /// <param name="modules">Each code's dark modules, row by row; null: an empty picture.</param>
    public static async Task<string> OfAsync(string folder, int framesEach, params bool[,]?[] modules)
    {
        var path = Path.Combine(folder, "camera.y4m");
        await using var file = File.Create(path);
        await file.WriteAsync(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        var grey = new byte[Width * Height / 2];
        Array.Fill(grey, (byte)128);
        foreach (var code in modules)
        {
            var picture = Picture(code);
            for (var frame = 0; frame < framesEach; frame++)
            {
                await file.WriteAsync(Encoding.ASCII.GetBytes("FRAME\n"));
                await file.WriteAsync(picture);
                await file.WriteAsync(grey);
            }
        }

        return path;
    }

    private static byte[] Picture(bool[,]? code)
    {
        var picture = new byte[Width * Height];
        Array.Fill(picture, White);
        if (code is not null)
        {
            var scale = 9;
            var side = code.GetLength(0);
            var (left, top) = ((Width - (side * scale)) / 2, (Height - (side * scale)) / 2);
            for (var y = 0; y < side * scale; y++)
            {
                for (var x = 0; x < side * scale; x++)
                {
                    picture[((top + y) * Width) + left + x] = code[y / scale, x / scale] ? Black : White;
                }
            }
        }

        return picture;
    }
}
