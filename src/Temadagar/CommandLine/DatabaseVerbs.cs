using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Temadagar.Data;
using Temadagar.Keys;
using Temadagar.Settings;

namespace Temadagar.CommandLine;

/// <summary>Moving from one database to another.</summary>
internal static class DatabaseVerbs
{
    // A password on the command line can be read by whoever lists the processes.
    private const string TargetVariable = "TEMADAGAR_COPY_TO";

    public static Command DatabaseVerb(string[] settings) => new("database", """
        The database as a whole.

        Example: temadagar database copy --to SqlServer
        """)
    {
        Copy(settings),
    };

    private static Command Copy(string[] settings)
    {
        var provider = new Option<string>("--to") { Description = "Into what.", DefaultValueFactory = _ => nameof(DatabaseProvider.SqlServer) };
        provider.AcceptOnly(Enum.GetNames<DatabaseProvider>(), StringComparer.OrdinalIgnoreCase);
        var verb = new Command("copy", $"""
            Copy everything from the SQLite database of the settings into an empty one, made if it is not there, and compare each table.
            The environment variable {TargetVariable} says which: its connection string. Stop the service first: what it writes meanwhile is not
            copied. To SQL Server go the keys too, encrypted with Keys:Certificate:File, which must be set. Keys otherwise, mails in files, link.key
            (as Site:LinkKey) and the ledger of erasures go to their new place by hand.

            Example: {TargetVariable}="Server=…;Database=temadagar;…" temadagar database copy --to SqlServer
            """) { provider };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            var target = Environment.GetEnvironmentVariable(TargetVariable) is { Length: > 0 } given ? given : throw new VerbException($"{TargetVariable} is not set: it names the database to copy to.");
            await using var app = Program.Build(settings);
            // As the setting is: a relative path counts from the content root, and what does not fit is refused before anything is made.
            var wanted = DatabaseSettings.Of(Enum.Parse<DatabaseProvider>(parsed.GetValue(provider)!, ignoreCase: true), TargetVariable, target, app.Environment.ContentRootPath);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var from = app.Services.GetRequiredService<Database>() as SqliteDatabase ?? throw new VerbException("Database:Provider is not Sqlite: only from there it is copied.");
            var settingsRead = app.Services.GetRequiredService<Settings.Settings>();
            var toServer = wanted.Provider == DatabaseProvider.SqlServer;
            if (toServer && settingsRead.KeyCertificates is null)
            {
                throw new VerbException("Keys:Certificate:File is not set: SQL Server holds the keys, encrypted with it. Nothing was copied.");
            }

            var clock = app.Services.GetRequiredService<TimeProvider>();
            var migrations = app.Services.GetRequiredService<Migrations>();
            await using Database to = toServer
                ? new SqlServerDatabase(wanted.Source, migrations, clock)
                : new SqliteDatabase(wanted.Source, migrations);
            var tables = await LongWork.RunAsync(
                "Copying", "What was copied is there: empty the database before you copy again.", (passed, stopped) => new CopyDatabase(from, to, passed).RunAsync(stopped), cancellationToken);
            foreach (var (table, count) in tables.Where(table => table.Rows > 0).OrderBy(table => table.Table, StringComparer.Ordinal))
            {
                Console.WriteLine($"{table}: {count.ToString(CultureInfo.InvariantCulture)}");
            }

            if (toServer)
            {
                var files = new FileSystemXmlRepository(new DirectoryInfo(settingsRead.KeyDirectory), NullLoggerFactory.Instance);
                Console.WriteLine($"Keys: {new KeyStore(to, clock).TakeOver(files, settingsRead.KeyCertificates!.Current).ToString(CultureInfo.InvariantCulture)}");
            }

            Console.WriteLine($"Copied and compared: {tables.Sum(table => table.Rows).ToString(CultureInfo.InvariantCulture)} rows of {tables.Count} tables.");
        }));
        return verb;
    }
}
