using System.CommandLine;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Organizers;

namespace Temadagar.CommandLine;

/// <summary>What the law asks of whoever keeps people's data, from the command line.</summary>
internal static class PrivacyVerbs
{
    public static Command Privacy(string[] settings) => new("privacy", """
        What is kept of people, and for how long.

        Example: temadagar privacy erase --dry-run
        """)
    {
        Erase(settings),
    };

    private static Command Erase(string[] settings)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be erased." };
        var verb = new Command("erase", """
            Erase whose request was granted, and what the boards' rules say is due; the service does it each hour. Each day has a
            report. What no decision stands behind is named and kept. Run it after a restore, before anybody looks: what was
            erased since the backup goes once more, single people by the ledger (Temadagar:ErasureLedger).

            Example: temadagar privacy erase --dry-run
            """) { dryRun };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            await EraseAsync(app, parsed.GetValue(dryRun), cancellationToken);
        }));
        return verb;
    }

    /// <summary>Erases what is due, and says on standard output what that was.</summary>
    internal static async Task EraseAsync(WebApplication app, bool dryRun, CancellationToken cancellationToken)
    {
        var erasing = app.Services.GetRequiredService<EraseDue>();
        var single = app.Services.GetRequiredService<EraseRequested>();
        var requested = dryRun ? await single.CountAsync(cancellationToken) : await WorkAsync(single.RunAsync, cancellationToken);
        if (requested > 0)
        {
            Console.WriteLine($"{(dryRun ? "Would be erased" : "Erased")}: {requested} {(requested == 1 ? "person" : "people")}, upon request");
        }

        var due = await erasing.PlanAsync(board: null, cancellationToken);
        foreach (var kept in due.Where(one => one.Decision is null))
        {
            Console.WriteLine($"Kept, for want of a decision by {kept.Board}: {Written(kept)}");
        }

        var (erased, word) = dryRun
            ? (due.Where(one => one.Decision is not null).ToList(), "Would be erased")
            : (await WorkAsync(stopped => erasing.RunAsync(Caller.Operator, board: null, stopped), cancellationToken), "Erased");
        foreach (var one in erased)
        {
            Console.WriteLine($"{word}: {Written(one)}, under {one.Decision}");
        }

        if (erased.Count == 0 && requested == 0)
        {
            Console.WriteLine("Nothing is to be erased.");
        }

        if (requested is not null && await single.LacksLedgerAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync("temadagar: people have been erased upon request, and the ledger (Temadagar:ErasureLedger) names nobody. Is it the right file?");
        }

        if (requested is null)
        {
            throw new VerbException("the ledger (Temadagar:ErasureLedger) cannot be read or written: nobody was erased upon request, nor whom a restore has brought back");
        }
    }

    private static Task<T> WorkAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        LongWork.RunAsync("Erasing", "What was erased has its report. The rest is still due: run it once more.", (_, stopped) => work(stopped), cancellationToken);

    private static string Written(DueErasure due) => $"{Code.Of(due.Data)} of {due.People} {(due.People == 1 ? "person" : "people")} of {due.ThemeDay}, due {due.Due:yyyy-MM-dd}";
}
