using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Temadagar.Tests.Infrastructure;

/// <summary>A reader of calendars that we did not write, and that shares nothing with our writer: Debian's python3-icalendar. It is started once, and reads one after another.</summary>
public static class IndependentReader
{
    // Debian's own: another Python on the path would not have the module.
    private const string Python = "/usr/bin/python3";

    private static readonly Lock Door = new();
    private static Process? reader;

    // Listened to from the start: whoever is not heard out waits.
    private static Task<string> faults = Task.FromResult("");

    /// <summary>What the reader found (read-calendar.py says what that is). It refuses a calendar that it cannot read.</summary>
    public static JsonObject Read(string calendar)
    {
        Assert.SkipUnless(File.Exists(Python), "No reader of calendars: install Debian's package python3-icalendar.");
        lock (Door)
        {
            if (reader is null)
            {
                reader = Start(Path.Combine(Repository.Root, "tests", "Temadagar.Tests", "Infrastructure", "read-calendar.py"));
                faults = reader.StandardError.ReadToEndAsync();
            }

            if (Answer(reader, Encoding.UTF8.GetBytes(calendar)) is not { } line)
            {
                var said = faults.GetAwaiter().GetResult();
                reader.Dispose();
                reader = null;
                Assert.SkipWhen(said.Contains("No module named 'icalendar'", StringComparison.Ordinal), "No reader of calendars: install Debian's package python3-icalendar.");
                throw new InvalidOperationException(said);
            }

            var found = JsonNode.Parse(line)!.AsObject();
            Assert.Empty(found["errors"]!.AsArray());
            return found;
        }
    }

    // None from one that has ended: it says why in what it complains of.
    private static string? Answer(Process reader, byte[] calendar)
    {
        try
        {
            reader.StandardInput.WriteLine(calendar.Length.ToString(CultureInfo.InvariantCulture));
            reader.StandardInput.Flush();
            reader.StandardInput.BaseStream.Write(calendar);
            reader.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            return null;
        }

        return reader.StandardOutput.ReadLine();
    }

    // It ends when its input does, with these tests.
    private static Process Start(string script) => Process.Start(new ProcessStartInfo(Python, [script])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
    })!;
}
