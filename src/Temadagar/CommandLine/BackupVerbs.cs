using System.CommandLine;
using System.Globalization;
using Temadagar.Backups;
using Temadagar.Settings;

namespace Temadagar.CommandLine;

/// <summary>Backups from the command line: made, looked through, put in place.</summary>
internal static class BackupVerbs
{
    private const string NothingWritten = "Nothing was written.";

    public static Command Backup(string[] settings) => new("backup", """
        Backups of the SQLite database, its keys and the ledger of erasures, encrypted with Backup:Passphrase.

        Example: temadagar backup create
        """)
    {
        Create(settings),
        Verify(settings),
        Restore(settings),
    };

    private static Command Create(string[] settings)
    {
        var file = new Option<string?>("--out") { Description = "Where to; it must not be there yet. Without: into Backup:Directory, where only the newest are kept (Backup:Keep)." };
        var verb = new Command("create", """
            Make a backup, while the service runs or not. Anyone with the passphrase can open it, also with age (age -d FILE | tar xz).
            Not in it: settings, the certificates that settings name, mails in files.

            Example: Backup__Passphrase=… temadagar backup create
            """) { file };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            var (passphrase, create) = (PassphraseOf(app), app.Services.GetRequiredService<CreateBackup>());
            var made = await LongWork.RunAsync("Backup", NothingWritten, (passed, stopped) => create.RunAsync(passphrase, parsed.GetValue(file), passed, stopped), cancellationToken);
            Console.WriteLine($"Made {made.Path}, {Megabytes(made.Bytes)} MB{(made.Deleted > 0 ? $", and deleted {made.Deleted} older" : "")}.");
        }));
        return verb;
    }

    private static Command Verify(string[] settings)
    {
        var file = BackupArgument();
        var verb = new Command("verify", """
            Read a backup to its end: whether it opens with Backup:Passphrase, is as it was made, and has a whole database in it.

            Example: Backup__Passphrase=… temadagar backup verify data/backups/temadagar-20261129T013000Z.tar.gz.age
            """) { file };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            var (passphrase, verify) = (PassphraseOf(app), app.Services.GetRequiredService<VerifyBackup>());
            var verified = await LongWork.RunAsync("Verifying", NothingWritten, (passed, stopped) => Task.FromResult(verify.Run(parsed.GetValue(file)!, passphrase, passed, stopped)), cancellationToken);
            Console.WriteLine(
                $"Whole. Made {verified.MadeAt:u} by version {verified.Program}: {Counted(verified.Registrations, "registration")} for {Counted(verified.ThemeDays, "theme day")}.");
        }));
        return verb;
    }

    private static Command Restore(string[] settings)
    {
        var (file, replace) = (BackupArgument(), new Option<bool>("--replace") { Description = "It may take the place of the database that is there, which is kept beside it." });
        var verb = new Command("restore", """
            Put a backup in place, bring it up to date, and erase once more who had been erased since. Stop the service first.

            Example: Backup__Passphrase=… temadagar backup restore data/backups/temadagar-20261129T013000Z.tar.gz.age --replace
            """) { file, replace };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            var (passphrase, restore) = (PassphraseOf(app), app.Services.GetRequiredService<RestoreBackup>());
            // The restore alone: of what comes after it nobody can say that nothing was written, and the next start does it.
            var restored = await LongWork.RunAsync(
                "Restoring", NothingWritten, (passed, stopped) => Task.FromResult(restore.Run(parsed.GetValue(file)!, passphrase, parsed.GetValue(replace), passed, stopped)), cancellationToken);
            Console.WriteLine($"Restored: as it was {restored.MadeAt:u}.");
            if (restored.Replaced is { } folder)
            {
                Console.WriteLine($"What it replaced is in {folder}. It holds people: delete it once all is well.");
            }

            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            await PrivacyVerbs.EraseAsync(app, dryRun: false, cancellationToken);
        }));
        return verb;
    }

    private static Argument<string> BackupArgument() => new("file") { Description = "The backup." };

    private static string PassphraseOf(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings.Settings>();
        return settings.Database.Provider != DatabaseProvider.Sqlite ? throw new VerbException("Only SQLite is backed up so; SQL Server has its own backups.")
            : settings.Backup.Passphrase ?? throw new VerbException("Backup:Passphrase is not set: it is what backups are encrypted with. Give it by the environment (Backup__Passphrase).");
    }

    private static string Counted(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
