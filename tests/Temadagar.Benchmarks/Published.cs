namespace Temadagar.Benchmarks;

/// <summary>What <c>./bench</c> has published, each in a folder of its own: the product as it is installed, and a hello-world beside it.</summary>
internal sealed record Published(string Folder)
{
    public string Product => Path.Combine(Folder, "temadagar");

    public string Hello => Path.Combine(Folder, "hello");
}
