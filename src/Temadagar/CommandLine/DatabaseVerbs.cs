using System.CommandLine;
using System.Globalization;
using Temadagar.Data;
using Temadagar.Settings;

namespace Temadagar.CommandLine;

/// <summary>Moving from one database to another.</summary>
internal static class DatabaseVerbs
{
    // A password on the command line can be read by whoever lists the processes.
    private const string TargetVariable = "TEMADAGAR_COPY_TO";
    private const int Bar = 30;

    public static Command DatabaseVerb(string[] settings) => new("database", "The database as a whole.")
    {
        Copy(settings),
    };

    private static Command Copy(string[] settings)
    {
        var provider = new Option<DatabaseProvider>("--to") { Description = "SqlServer, or Sqlite.", DefaultValueFactory = _ => DatabaseProvider.SqlServer };
        var verb = new Command("copy", $"""
            Copy everything from the SQLite database of the settings into an empty one, made if it is not there, and compare each table.
            The environment variable {TargetVariable} says which: its connection string. Stop the service first: what it writes meanwhile is not
            copied. Keys, mails in files and the ledger of erasures lie beside the database, and go to their new place by hand.

            Example: {TargetVariable}="Server=…;Database=temadagar;…" temadagar database copy --to SqlServer
            """) { provider };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            var target = Environment.GetEnvironmentVariable(TargetVariable) is { Length: > 0 } given ? given : throw new VerbException($"{TargetVariable} is not set: it names the database to copy to.");
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var from = app.Services.GetRequiredService<Database>() as SqliteDatabase ?? throw new VerbException("Database:Provider is not Sqlite: only from there it is copied.");
            var migrations = app.Services.GetRequiredService<Migrations>();
            await using Database to = parsed.GetValue(provider) == DatabaseProvider.SqlServer
                ? new SqlServerDatabase(target, migrations, app.Services.GetRequiredService<TimeProvider>())
                : new SqliteDatabase(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(target).DataSource, migrations);
            var tables = await new CopyDatabase(from, to, Tell).RunAsync(cancellationToken);
            Clear();
            foreach (var (table, count) in tables.Where(table => table.Rows > 0).OrderBy(table => table.Table, StringComparer.Ordinal))
            {
                Console.WriteLine($"{table}: {count.ToString(CultureInfo.InvariantCulture)}");
            }

            Console.WriteLine($"Copied and compared: {tables.Sum(table => table.Rows).ToString(CultureInfo.InvariantCulture)} rows of {tables.Count} tables.");
        }));
        return verb;
    }

    private static void Tell(string table, double share)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }

        var full = (int)(share * Bar);
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', full)}{new string(' ', Bar - full)}] {share * 100,3:0} % {table,-24}"));
    }

    private static void Clear()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{new string(' ', Bar + 40)}\r");
        }
    }
}
