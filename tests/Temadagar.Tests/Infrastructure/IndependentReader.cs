using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Temadagar.Tests.Infrastructure;

/// <summary>A reader of calendars that we did not write, and that shares nothing with our writer: Debian's python3-icalendar.</summary>
public static class IndependentReader
{
    // Debian's own: another Python on the path would not have the module.
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> IsHere = new(() => File.Exists(Python) && Run(["-c", "import icalendar"], "").Exit == 0);

    /// <summary>What the reader found (read-calendar.py says what that is). It refuses a calendar that it cannot read.</summary>
    public static JsonObject Read(string calendar)
    {
        Assert.SkipUnless(IsHere.Value, "No reader of calendars: install Debian's package python3-icalendar.");
        var (exit, output, faults) = Run([Path.Combine(Repository.Root, "tests", "Temadagar.Tests", "Infrastructure", "read-calendar.py")], calendar);
        Assert.True(exit == 0, faults);
        var found = JsonNode.Parse(output)!.AsObject();
        Assert.Empty(found["errors"]!.AsArray());
        return found;
    }

    private static (int Exit, string Output, string Faults) Run(string[] arguments, string input)
    {
        using var python = Process.Start(new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var faults = python.StandardError.ReadToEndAsync();
        var output = python.StandardOutput.ReadToEndAsync();
        python.StandardInput.Write(input);
        python.StandardInput.Close();
        python.WaitForExit();
        return (python.ExitCode, output.GetAwaiter().GetResult(), faults.GetAwaiter().GetResult());
    }
}
