using System.CommandLine;
using Spectre.Console;
using Temadagar.Certificates;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.CommandLine;

/// <summary>A day's certificates into a file, from the command line.</summary>
internal static class CertificateVerbs
{
    // Where nobody watches, a line for each tenth is enough.
    private const int Lines = 10;

    public static Command Certificates(string[] settings) => new("certificates", "The certificates of a day.")
    {
        Export(settings),
    };

    private static Command Export(string[] settings)
    {
        var day = new Option<string>("--day") { Description = "The slug of the day.", Required = true };
        var file = new Option<string>("--out") { Description = "Where to: a name that ends in .zip (a PDF each) or .pdf (all in one). It must not be there yet.", Required = true };
        var verb = new Command("export", """
            Write all valid certificates of a day to a file that only its owner can read. The log has a row of it.

            Example: certificates export --day lulea --out intyg-lulea.zip
            """) { day, file };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(() => ExportAsync(settings, parsed.GetValue(day)!, parsed.GetValue(file)!, cancellationToken)));
        return verb;
    }

    private static async Task ExportAsync(string[] settings, string day, string file, CancellationToken cancellationToken)
    {
        var asZip = Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".ZIP" => true,
            ".PDF" => false,
            _ => throw new VerbException($"--out: '{file}' ends neither in .zip nor in .pdf."),
        };
        if (File.Exists(file))
        {
            throw new VerbException($"--out: '{file}' is there already.");
        }

        await using var app = Program.Build(settings);
        await Verbs.UpgradeAsync(app, cancellationToken);
        var export = app.Services.GetRequiredService<ExportCertificates>();
        var opened = await export.OpenAsync(Caller.Operator, day, cancellationToken) ?? throw new VerbException($"There is no theme day '{day}'.");

        // Under another name until it is whole: nobody takes half of it for all.
        var unfinished = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            await WithProgressAsync(opened, day, async watched =>
            {
                await using var stream = Create(unfinished);
                await (asZip ? export.WriteZipAsync(watched, stream, cancellationToken) : export.WritePdfAsync(watched, Language.Sv, stream, cancellationToken));
            });
            File.Move(unfinished, file, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }

        Console.WriteLine($"Wrote {opened.Total} certificates to {file}.");
    }

    private static Task WithProgressAsync(CertificateExport export, string day, Func<CertificateExport, Task> write)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            var (done, step) = (0, Math.Max(1, export.Total / Lines));
            return write(Watched(export, () =>
            {
                if (++done % step == 0)
                {
                    Console.WriteLine($"{done} of {export.Total}");
                }
            }));
        }

        return AnsiConsole.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(day), maxValue: Math.Max(1, export.Total));
            await write(Watched(export, () => task.Increment(1)));
            task.Value = task.MaxValue;
        });
    }

    private static CertificateExport Watched(CertificateExport export, Action passed) => export with
    {
        Certificates = export.Certificates.Select(certificate =>
        {
            passed();
            return certificate;
        }),
    };

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
