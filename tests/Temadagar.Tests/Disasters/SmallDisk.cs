using System.Diagnostics;

namespace Temadagar.Tests.Disasters;

/// <summary>A disk of its own, in memory, that can be filled and made read-only. Only root may have one; without, the test is skipped and says so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public string Setting => $"--Temadagar:DataDirectory={Path}";

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    public static SmallDisk Mount(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A small disk can be mounted by root on Linux only.");
        var path = Directory.CreateTempSubdirectory("temadagar-disk-").FullName;
        var (exit, said) = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path);
        if (exit != 0)
        {
            Directory.Delete(path);
            Assert.Skip($"No small disk could be mounted here: {said}");
        }

        return new SmallDisk(path);
    }

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void MakeReadOnly() => Remount("ro");

    public void MakeWritable() => Remount("rw");

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private void Remount(string how)
    {
        var (exit, said) = Run("mount", "-o", $"remount,{how}", Path);
        Assert.SkipUnless(exit == 0, $"The disk could not be made {how}: {said}");
    }

    private static (int Exit, string Said) Run(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
