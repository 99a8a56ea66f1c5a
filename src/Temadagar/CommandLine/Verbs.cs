using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Temadagar.Backups;
using Temadagar.Data;
using Temadagar.Links;
using Temadagar.Registrations;
using Temadagar.Seeds;
using Temadagar.Settings;
using Temadagar.Templating;
using Temadagar.ThemeDays;

namespace Temadagar.CommandLine;

/// <summary>What the program can be told to do. Every verb reads the same settings, and all but <c>backup restore</c> and <c>database copy</c> work while the service runs.</summary>
public static class Verbs
{
    private const int Failed = 1;

    private static readonly string[] HostSwitches = ["--urls", "--environment", "--contentRoot"];

    public static async Task<int> RunAsync(string[] args)
    {
        var (words, settings) = Split(args);
        var parsed = Root(settings).Parse(words);
        return ParsingFault.Of(parsed, words, HostSwitches) is { } fault
            ? await GuardAsync(() => throw new VerbException(fault))
            : await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    /// <summary>Every verb there is.</summary>
    public static RootCommand Root(string[] settings)
    {
        var root = new RootCommand("""
            Registration for theme days.

            Without a verb it serves. Settings go with every verb: --Mail:Transport=Smtp, --Temadagar:DataDirectory=PATH, …
            and for the service also --urls, --environment, --contentRoot. README.md, beside the program, lists them all.

            Example: temadagar --environment=Development
            """)
        {
            Serve(settings),
            Migrate(settings),
            SeedVerb(settings),
            OrganizerVerbs.Organizer(settings),
            OrganizerVerbs.ApiKey(settings),
            CertificateVerbs.Certificates(settings),
            PrivacyVerbs.Privacy(settings),
            LogVerbs.Log(settings),
            DatabaseVerbs.DatabaseVerb(settings),
            BackupVerbs.Backup(settings),
        };
        root.SetAction((_, cancellationToken) => GuardAsync(() => ServeAsync(settings, cancellationToken)));
        return root;
    }

    private static Command Serve(string[] settings)
    {
        var verb = new Command("serve", """
            Serve the pages and the API until it is stopped (the default).

            Example: temadagar serve --urls http://127.0.0.1:8080 --Site:PublicAddress=https://temadagar.example.org
            """);
        verb.SetAction((_, cancellationToken) => GuardAsync(() => ServeAsync(settings, cancellationToken)));
        return verb;
    }

    private static Command Migrate(string[] settings)
    {
        var verb = new Command("migrate", """
            Bring the database up to date, and say what was done.

            Example: temadagar migrate --Database:Provider=SqlServer --ConnectionStrings:Temadagar="Server=…"
            """);
        verb.SetAction((_, cancellationToken) => GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            var done = await UpgradeAsync(app.Services, cancellationToken);
            Console.WriteLine(done.Count == 0 ? "The database is up to date." : $"Done: {string.Join(", ", done)}");
        }));
        return verb;
    }

    private static Command SeedVerb(string[] settings)
    {
        var which = new Argument<string?>("which")
        {
            Description = "series: the real one. demo: made up, four open days ahead of today.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        which.AcceptOnly([.. Code.All<Seed>()]);
        var verb = new Command("seed", """
            Put a series in the place of the one that is shown; refuses where that has been used, as when people have registered, and says for what.
            Without a name: fill an empty database as the first start does.

            Example: temadagar seed demo
            """)
        {
            which,
        };
        verb.SetAction((parsed, cancellationToken) => GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            await UpgradeAsync(app.Services, cancellationToken);
            if (!(parsed.GetValue(which) is { } word && Code.TryParse<Seed>(word, out var seed)))
            {
                Console.WriteLine(await FillAsync(app, cancellationToken) ? "Loaded." : "There is a series already. Nothing was changed.");
                return;
            }

            if (await app.Services.GetRequiredService<LoadSeed>().ReplaceAsync(seed, cancellationToken) is { Count: > 0 } uses)
            {
                throw new VerbException($"the series that is shown has been used: {string.Join(", ", uses)}. Nothing was changed.");
            }

            Console.WriteLine("Loaded.");
        }));
        return verb;
    }

    private static async Task ServeAsync(string[] settings, CancellationToken cancellationToken)
    {
        await using var app = Program.Build(settings);
        // Read, and found whole, while the database is brought up to date: each takes a tenth of a second or more.
        var templates = Task.Run(app.Services.GetRequiredService<MailTemplates>, cancellationToken);
        await UpgradeAsync(app.Services, cancellationToken);
        await FillAsync(app, cancellationToken);
        CheckMailDirectory(app.Services.GetRequiredService<Settings.Settings>().Mail);
        try
        {
            await templates;
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new VerbException($"cannot start: {exception.Message}{(exception.InnerException is AddressInUseException ? " Stop what listens there, or give another: --urls http://127.0.0.1:5081" : "")}");
        }

        await WarnOfLostKeyAsync(app, cancellationToken);
        await Greeting.PrintAsync(app);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task WarnOfLostKeyAsync(WebApplication app, CancellationToken cancellationToken)
    {
        if (!app.Services.GetRequiredService<LinkKey>().IsNew)
        {
            return;
        }

        await using var read = await app.Services.GetRequiredService<Database>().OpenReadAsync(cancellationToken);
        if (await app.Services.GetRequiredService<RegistrationStore>().AnyAsync(read))
        {
            await Console.Error.WriteLineAsync(
                "temadagar: link.key was missing and has been made anew: the links in all mails sent before no longer work. Restore it from the backup beside the database, and start again.");
        }
    }

    internal static async Task<IReadOnlyList<string>> UpgradeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        CheckTimeZone();
        var directory = services.GetRequiredService<Settings.Settings>().DataDirectory;
        try
        {
            OwnerOnly.MakeFolder(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Temadagar:DataDirectory", $"'{directory}' cannot be made: {exception.Message}");
        }

        var done = await services.GetRequiredService<Database>().UpgradeAsync(cancellationToken);
        await services.GetRequiredService<FillPersonKeys>().RunAsync(cancellationToken);
        return done;
    }

    // Or the first to ask for a day would be told that something is wrong.
    private static void CheckTimeZone()
    {
        try
        {
            _ = Stockholm.Zone;
        }
        catch (TypeInitializationException exception) when (exception.InnerException is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new VerbException("the system lacks the time zone Europe/Stockholm. Install its time zone data (tzdata).");
        }
    }

    private static void CheckMailDirectory(MailSettings mail)
    {
        if (mail.Transport != MailTransport.File)
        {
            return;
        }

        try
        {
            OwnerOnly.MakeFolder(mail.Directory);
            var probe = Path.Combine(mail.Directory, $".{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Mail:Directory", $"'{mail.Directory}' cannot be written: {exception.Message}");
        }
    }

    private static Task<bool> FillAsync(WebApplication app, CancellationToken cancellationToken) =>
        app.Services.GetRequiredService<LoadSeed>().IntoEmptyAsync(app.Environment.IsDevelopment() ? Seed.Demo : Seed.Series, cancellationToken);

    /// <summary>What the operator can mend is said in one line; anything else is a fault of ours and shows where it came from.</summary>
    internal static async Task<int> GuardAsync(Func<Task> verb)
    {
        try
        {
            await verb();
            return 0;
        }
        catch (Exception exception) when (exception is SettingException or VerbException or BackupException or DatabaseUnavailableException or JsonException
            or DbException or TimeoutException or IOException or InvalidDataException or UnauthorizedAccessException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"temadagar: {exception.Message.ReplaceLineEndings(" ")}");
            return Failed;
        }
    }

    // Settings look like options; taken out first, what remains can be checked strictly, so that a typing error starts nothing.
    private static (string[] Words, string[] Settings) Split(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            if (!name.StartsWith("--", StringComparison.Ordinal)
                || !(name.Contains(':', StringComparison.Ordinal) || HostSwitches.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                words.Add(args[i]);
                continue;
            }

            if (args[i].Contains('=', StringComparison.Ordinal))
            {
                settings.Add(args[i]);
            }
            else if (i + 1 < args.Length)
            {
                // In one piece: an empty value must not swallow what follows.
                settings.Add($"{args[i]}={args[++i]}");
            }
            else
            {
                // Left to the parser, which says that it does not fit.
                words.Add(args[i]);
            }
        }

        return ([.. words], [.. settings]);
    }
}

/// <summary>A verb cannot do what it was told; the message says why.</summary>
internal sealed class VerbException(string message) : Exception(message);
