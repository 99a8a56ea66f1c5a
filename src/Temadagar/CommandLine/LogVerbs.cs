using System.CommandLine;
using System.Globalization;
using Temadagar.Erasure;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.CommandLine;

/// <summary>The log of who did or read what, from the command line: whether it is whole, and what of it is old.</summary>
internal static class LogVerbs
{
    public static Command Log(string[] settings) => new("log", """
        The log of who did or read what.

        Example: temadagar log verify
        """)
    {
        Verify(settings),
        Prune(settings),
    };

    private static Command Verify(string[] settings)
    {
        var heads = new Option<string[]>("--head")
        {
            Description = "NUMBER:SEAL as it was noted elsewhere: from a report of erasure, the console or the service's own log. The seal's first 16 digits are enough. May be repeated.",
        };
        var verb = new Command("verify", """
            Compare each row of the log with its seal, and name each that was changed, put in or taken away. Whoever can write in the
            database can also make all seals anew: give a head that was noted elsewhere to see that.

            Example: temadagar log verify --head 1234:0123456789abcdef
            """) { heads };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            var noted = (parsed.GetValue(heads) ?? []).Select(text => LogHead.Parse(text)
                ?? throw new VerbException($"--head: '{text}' is not NUMBER:SEAL, with at least 16 digits of the seal.")).ToList();
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var verdict = await VerifyAsync(app.Services, noted, cancellationToken);
            foreach (var pruning in verdict.Prunings)
            {
                Console.WriteLine($"Pruned at {pruning.PrunedAt}: rows from before {pruning.OlderThan}, {pruning.Pruned} in all, under {pruning.Decision}");
            }

            if (verdict.Late > 0)
            {
                Console.WriteLine($"Sealed more than an hour after their time: {Rows(verdict.Late)}, the first with number {verdict.FirstLate}. A verb writes such while the service is stopped.");
            }

            Console.WriteLine($"As sealed: {Rows(verdict.Sealed)}. Pruned: {Rows(verdict.Pruned)}. Head: {verdict.Head?.ToString() ?? "none, the log is empty"}");
            if (verdict.Faults > 0)
            {
                throw new VerbException($"the log is not as it was sealed: {verdict.Faults} {(verdict.Faults == 1 ? "fault" : "faults")}.");
            }
        }));
        return verb;
    }

    private static Command Prune(string[] settings)
    {
        var before = new Option<string>("--before") { Description = "A date, as 2026-01-31: what happened before it began in Stockholm.", Required = true };
        var decision = new Option<string>("--decision") { Description = "The reference of the decision (gallringsbeslut).", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be pruned." };
        var verb = new Command("prune", """
            Delete old rows of the log, of all boards, under a decision. The seals stay, and the log has a row of it. Refuses where the
            log is not as it was sealed: then nothing that could tell why must go.

            Example: temadagar log prune --before 2024-01-01 --decision "Dnr 123-2026" --dry-run
            """) { before, decision, dryRun };
        verb.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
        {
            await using var app = Program.Build(settings);
            await Verbs.UpgradeAsync(app.Services, cancellationToken);
            var (date, reference) = (DateOf(parsed.GetValue(before)!, app.Services.GetRequiredService<TimeProvider>()), ReferenceOf(parsed.GetValue(decision)!));
            if ((await VerifyAsync(app.Services, [], cancellationToken)).Faults > 0)
            {
                throw new VerbException("the log is not as it was sealed: nothing was pruned.");
            }

            var (pruning, olderThan) = (app.Services.GetRequiredService<PruneLog>(), Stockholm.At(date, TimeOnly.MinValue).ToUniversalTime());
            var (count, word) = parsed.GetValue(dryRun)
                ? (await pruning.CountAsync(olderThan, cancellationToken), "Would be pruned")
                : (await pruning.RunAsync(Caller.Operator, olderThan, reference, cancellationToken), "Pruned");
            Console.WriteLine(count == 0 ? $"Nothing is from before {date:yyyy-MM-dd}." : $"{word}: {Rows(count)} from before {date:yyyy-MM-dd}, under {reference}");
        }));
        return verb;
    }

    // What is found is said afterwards: meanwhile the terminal shows how far it has come.
    private static async Task<LogVerdict> VerifyAsync(IServiceProvider services, IReadOnlyList<LogHead> noted, CancellationToken cancellationToken)
    {
        var verify = services.GetRequiredService<VerifyLog>();
        var found = new List<LogFault>();
        var verdict = await LongWork.RunAsync(
            "Verifying", "Nothing was changed.", (passed, stopped) => verify.RunAsync(noted, found.Add, (done, total) => passed((double)done / total), stopped), cancellationToken);
        found.ForEach(fault => Console.WriteLine(Written(fault)));
        return verdict;
    }

    private static string Written(LogFault fault) => $"{Subject(fault)}: " + fault.Kind switch
    {
        LogFaultKind.Changed => "changed since it was sealed.",
        LogFaultKind.Missing => "missing, and not pruned. It was sealed at the time said here.",
        LogFaultKind.Returned => "pruned, and there again.",
        LogFaultKind.WithoutSeal => "has no seal though it says so: it was put in, or its seal was taken away.",
        LogFaultKind.Unsealed => "older than an hour and not sealed: it was put in, or the service has not run since.",
        LogFaultKind.SealMissing => "the seal is missing, with those up to the next one there.",
        LogFaultKind.SealChanged => "the seal does not follow from the one before.",
        LogFaultKind.Cut => "the chain ends before this head: its tail was cut off.",
        LogFaultKind.Another => "the head that was noted has another seal: the chain was made anew.",
        LogFaultKind.Pruning => "the rows that are gone are not those that this pruning took, or nothing in the log tells of it.",
        _ => throw new InvalidOperationException($"{fault.Kind} has no words."),
    };

    private static string Subject(LogFault fault) => string.Join(", ", new[]
    {
        fault.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"Number {number}") : null,
        fault.Id is { } id ? $"{(fault.Kind == LogFaultKind.Pruning ? "pruning" : "row")} {id}" : null,
        fault.At,
    }.Where(part => part is not null));

    private static string Rows(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")}");

    private static DateOnly DateOf(string text, TimeProvider clock) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date <= Stockholm.Today(clock) ? date : throw new VerbException($"--before: {text} is still to come.")
            : throw new VerbException($"--before: '{text}' is not a date as 2026-01-31.");

    private static string ReferenceOf(string text) => text.Trim() is { Length: > 0 and <= ErasureRule.MaxDecisionLength } reference
        ? reference
        : throw new VerbException($"--decision: a reference of at most {ErasureRule.MaxDecisionLength} characters.");
}
