using System.CommandLine;
using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Mail;
using Temadagar.Organizers;

namespace Temadagar.CommandLine;

/// <summary>Accounts and API keys from the command line. What a program reads from standard output stands alone on its last line.</summary>
internal static class OrganizerVerbs
{
    public static Command Organizer(string[] settings) => new("organizer", """
        Accounts of those who run the days.

        Example: temadagar organizer reset --email anna@example.org
        """)
    {
        Add(settings),
        Reset(settings),
    };

    public static Command ApiKey(string[] settings) => new("api-key", """
        Keys for programs that call the API.

        Example: temadagar api-key create --name statistik --role reader --board norrbotten
        """)
    {
        Create(settings),
        Revoke(settings),
    };

    private static Command Add(string[] settings)
    {
        var (email, name, role, board) = (Needed("--email", "To sign in with."), Needed("--name", "What the account is called."), RoleOption(), BoardOption());
        var verb = new Command("add", """
            Add an account. The last line is the address, valid for three days, where its owner chooses a password.

            Example: temadagar organizer add --email anna@example.org --name "Anna Ek" --role organizer --board norrbotten
            """) { email, name, role, board };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var address = EmailOf(parsed.GetValue(email)!);
            var (chosenRole, chosenBoard) = await CheckAsync(app, parsed.GetValue(role)!, parsed.GetValue(board), cancellationToken);
            var added = await app.Services.GetRequiredService<ManageAccounts>()
                .AddAsync(Caller.Operator, NameOf(parsed.GetValue(name)!), address, chosenRole, chosenBoard, handlesProtected: false, cancellationToken)
                ?? throw new VerbException($"{address.Address} has an account already.");
            Console.WriteLine($"Added {added.Account.Name}. Choose a password here, within three days:");
            Console.WriteLine(added.Invitation);
        }));
        return verb;
    }

    private static Command Reset(string[] settings)
    {
        var email = Needed("--email", "Whose.");
        var verb = new Command("reset", """
            Make a new address where the owner of an account chooses a password. Choosing it signs them out everywhere.
            Who signs in to it at a provider is forgotten: the next one there with its address is linked anew.

            Example: temadagar organizer reset --email anna@example.org
            """) { email };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var (address, accounts) = (EmailOf(parsed.GetValue(email)!), app.Services.GetRequiredService<AccountStore>());
            var invitation = await app.Services.GetRequiredService<ManageAccounts>()
                .InviteAsync(Caller.Operator, write => accounts.FindByEmailAsync(write, address), cancellationToken)
                ?? throw new VerbException($"{address.Address} has no account that may be used.");
            Console.WriteLine("Choose a new password here, within three days:");
            Console.WriteLine(invitation);
        }));
        return verb;
    }

    private static Command Create(string[] settings)
    {
        var (name, role, board) = (Needed("--name", "What it is for."), RoleOption(), BoardOption());
        var verb = new Command("create", """
            Make an API key. The last line is the key; it is shown this once.

            Example: temadagar api-key create --name statistik --role reader --board norrbotten
            """) { name, role, board };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var (chosenRole, chosenBoard) = await CheckAsync(app, parsed.GetValue(role)!, parsed.GetValue(board), cancellationToken);
            var (key, secret) = await app.Services.GetRequiredService<ManageAccounts>()
                .CreateKeyAsync(Caller.Operator, NameOf(parsed.GetValue(name)!), chosenRole, chosenBoard, cancellationToken);
            Console.WriteLine($"Made {key.Name}, {key.Id}. Send it as Authorization: Bearer …");
            Console.WriteLine(secret);
        }));
        return verb;
    }

    private static Command Revoke(string[] settings)
    {
        var name = Needed("--name", "Which; or its id.");
        var verb = new Command("revoke", """
            End an API key, or all of that name.

            Example: temadagar api-key revoke --name statistik
            """) { name };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var which = parsed.GetValue(name)!;
            var (database, keys) = (app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<ApiKeyStore>());
            List<ApiKey> meant;
            await using (var read = await database.OpenReadAsync(cancellationToken))
            {
                meant = [.. (await keys.ListAsync(read)).Where(key => key.RevokedAt is null && (key.Name == which || key.Id.ToString() == which))];
            }

            foreach (var key in meant)
            {
                await app.Services.GetRequiredService<ManageAccounts>().RevokeKeyAsync(Caller.Operator, key.Id, cancellationToken);
            }

            Console.WriteLine(meant.Count > 0 ? $"Revoked: {meant.Count}." : throw new VerbException($"No key in use is called '{which}'."));
        }));
        return verb;
    }

    private static Option<string> Needed(string name, string description) => new(name) { Description = description, Required = true };

    private static Option<string> RoleOption()
    {
        var option = Needed("--role", "administrator: all. organizer: a board's days and people. steward: the door. reader: figures.");
        option.AcceptOnly([.. Code.All<Role>()]);
        return option;
    }

    private static Option<string?> BoardOption() => new("--board") { Description = "The slug of its board; an administrator has none." };

    private static string NameOf(string text) => AccountInput.CleanName(text, out var fault) ?? throw new VerbException($"--name: {fault!.English}");

    private static EmailAddress EmailOf(string text) => EmailAddress.Parse(text.Trim()) ?? throw new VerbException($"'{text}' is not an e-mail address.");

    private static async Task<(Role Role, string? Board)> CheckAsync(WebApplication app, string word, string? board, CancellationToken cancellationToken)
    {
        if (!Code.TryParse<Role>(word, out var role))
        {
            throw new VerbException($"There is no role '{word}'.");
        }

        await using var read = await app.Services.GetRequiredService<Database>().OpenReadAsync(cancellationToken);
        var boards = await app.Services.GetRequiredService<BoardStore>().ListAsync(read);
        if (board is not null && boards.Count == 0)
        {
            throw new VerbException("--board: There are no boards yet. Run seed first, or start the service once.");
        }

        return AccountInput.BoardFault(role, board, boards) is { } fault
            ? throw new VerbException($"--board: {fault.English} ({string.Join(", ", boards.Select(each => each.Slug))})")
            : (role, board);
    }
}
