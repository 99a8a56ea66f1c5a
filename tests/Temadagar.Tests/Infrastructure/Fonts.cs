using Temadagar.Pdf;

namespace Temadagar.Tests.Infrastructure;

/// <summary>The fonts that the program ships with, beside it.</summary>
public static class Fonts
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "fonts");

    public static TrueTypeFont Sans { get; } = TrueTypeFont.Load(Path.Combine(Folder, "OpenSans_400Regular.ttf"));

    public static TrueTypeFont Serif { get; } = TrueTypeFont.Load(Path.Combine(Folder, "NotoSerif_600SemiBold.ttf"));
}
