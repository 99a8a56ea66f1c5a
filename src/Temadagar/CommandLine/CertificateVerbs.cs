using System.CommandLine;
using Temadagar.Certificates;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.CommandLine;

/// <summary>A day's certificates into a file, from the command line.</summary>
internal static class CertificateVerbs
{
    public static Command Certificates(string[] settings) => new("certificates", """
        The certificates of a day.

        Example: temadagar certificates export --day lulea --out intyg-lulea.zip
        """)
    {
        Export(settings),
    };

    private static Command Export(string[] settings)
    {
        var day = new Option<string>("--day") { Description = "The slug of the day.", Required = true };
        var file = new Option<string>("--out") { Description = "Where to: a name that ends in .zip (a PDF each) or .pdf (all in one). It must not be there yet.", Required = true };
        var verb = new Command("export", """
            Write all valid certificates of a day to a file that only its owner can read. The log has a row of it.

            Example: temadagar certificates export --day lulea --out intyg-lulea.zip
            """) { day, file };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(() => ExportAsync(settings, parsed.GetValue(day)!, parsed.GetValue(file)!, cancellationToken)));
        return verb;
    }

    private static async Task ExportAsync(string[] settings, string day, string file, CancellationToken cancellationToken)
    {
        // As it is said afterwards: `dotnet run` counts from another folder than the one it is called in.
        file = Path.GetFullPath(file);
        var asZip = Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".ZIP" => true,
            ".PDF" => false,
            _ => throw new VerbException($"--out: '{file}' ends neither in .zip nor in .pdf."),
        };
        if (Path.Exists(file))
        {
            throw new VerbException($"--out: '{file}' is there already.");
        }

        if (Path.GetDirectoryName(file) is { } folder && !Directory.Exists(folder))
        {
            throw new VerbException($"--out: there is no folder '{folder}'.");
        }

        await using var services = Program.BuildForCertificates(settings);
        await Verbs.UpgradeAsync(services, cancellationToken);
        var export = services.GetRequiredService<ExportCertificates>();
        var (opened, refusal) = await export.OpenAsync(Caller.Operator, day, cancellationToken);
        if (opened is null)
        {
            throw new VerbException($"--day '{day}': {refusal!.Detail.In(Language.En)}");
        }

        if (opened.Total == 0)
        {
            throw new VerbException($"'{day}' has no valid certificates: nothing was written.");
        }

        // Under another name until it is whole: nobody takes half of it for all.
        int written;
        var unfinished = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            written = await LongWork.RunAsync("Certificates", "Nothing was written.", async (passed, stopped) =>
            {
                // One may have been revoked since they were counted.
                var done = 0;
                var watched = Watched(opened, number => passed((double)(done = number) / opened.Total));
                await using var stream = OwnerOnly.Create(unfinished, FileOptions.Asynchronous);
                await (asZip ? export.WriteZipAsync(watched, stream, stopped) : export.WritePdfAsync(watched, Language.Sv, stream, stopped));
                return done;
            }, cancellationToken);
            File.Move(unfinished, file, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }

        Console.WriteLine($"Wrote {written} {(written == 1 ? "certificate" : "certificates")} to {file}.");
        var signing = services.GetRequiredService<CertificateSigning>();
        if (asZip && signing.State is CertificateSigningState.NotYetValid or CertificateSigningState.Expired)
        {
            await Console.Error.WriteLineAsync(
                $"temadagar: Certificates:Signing holds from {signing.From:u} until {signing.Until:u}: no certificate was signed now, only those that had been before are.");
        }
    }

    private static CertificateExport Watched(CertificateExport export, Action<int> passed) => export with
    {
        Certificates = export.Certificates.Select((certificate, before) =>
        {
            passed(before + 1);
            return certificate;
        }),
    };
}
