namespace Temadagar.Data;

/// <summary>Files and folders that hold people or keys: nobody else on the machine may look in. (On Windows they have the rights of the folder that they are in.)</summary>
internal static class OwnerOnly
{
    private const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new file, to be written and read.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static FileStream Create(string path, FileOptions options = FileOptions.None) => new(path, Options(FileMode.CreateNew, options));

    /// <summary>To open a file for writing and reading, alone; one that is not there is made for its owner.</summary>
    public static FileStreamOptions Options(FileMode mode, FileOptions options = FileOptions.None)
    {
        var opening = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            opening.UnixCreateMode = ReadAndWrite;
        }

        return opening;
    }

    /// <summary>With all folders above it that are missing. One that is there stays as it is.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, ReadAndWrite | UnixFileMode.UserExecute);
        }
    }
}
