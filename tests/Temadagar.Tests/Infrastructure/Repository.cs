namespace Temadagar.Tests.Infrastructure;

internal static class Repository
{
    public static readonly string Root = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Temadagar.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
