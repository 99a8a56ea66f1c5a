using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>
/// Issues the certificates of a day that is over, to all at once who were there for long enough. A second time issues to those who have come to it since, replaces those
/// whose name was corrected, and leaves all others as they are. Whoever gets one is told by mail.
/// </summary>
public sealed class IssueCertificates(
    Database database, LookAtOwnDay looking, OrganizerDayStore ownDays, ThemeDayStore days, PlanCertificates plans, CertificateStore certificates, CertificateCodes codes, CertificateMails mails,
    Idempotency idempotency, JsonReplies replies, AccessLog log, TimeProvider clock)
{
    // Two days that take the same number at once, or two at once with one key: rare, and a second try settles it.
    private const int Tries = 3;

    /// <summary>Who would get one, and who would not, and why. Nothing is issued.</summary>
    public Task<(CertificatePreview? Preview, Problem? Refusal)> PreviewAsync(Caller caller, string slug, IReadOnlySet<Guid> anew, CancellationToken cancellationToken) =>
        looking.TryAsync<CertificatePreview>(caller, slug, AccessAction.CertificatesListed, async (read, own) =>
        {
            var day = (await days.FindAsync(read, own.Id))!;
            if (Refusal(day) is { } refusal)
            {
                return (null, refusal, null);
            }

            var plan = await plans.OfAsync(read, day, anew);
            return (CertificatePreview.Of(plan), null, plan.People.Count);
        }, cancellationToken);

    /// <returns>The reply's JSON, or why nothing was issued.</returns>
    public async Task<(string? Reply, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, IReadOnlySet<Guid> anew, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        OrganizerDay? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await ownDays.FindAsync(read, slug, caller.SeenBoard);
        }

        if (found is null)
        {
            return (null, new ProblemResult(EditOwnDay.Unknown));
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (reply, refusal) = await database.WriteAsync(write => RunAsync(write, caller, found.Id, slug, anew, key), cancellationToken);
                return (reply?.OrRefuse(), refusal);
            }
            catch (Exception exception) when (attempt < Tries && database.IsUniqueViolation(exception))
            {
            }
        }
    }

    private async Task<(GivenReply? Reply, ProblemResult? Refusal)> RunAsync(Write write, Caller caller, Guid themeDayId, string slug, IReadOnlySet<Guid> anew, IdempotencyKey? key)
    {
        await days.LockAsync(write, themeDayId);
        if (await ownDays.FindAsync(write, slug, caller.SeenBoard) is not { } own || own.Id != themeDayId)
        {
            return (null, new ProblemResult(EditOwnDay.Unknown));
        }

        if (key is not null && await idempotency.FindAsync(write, key) is { } given)
        {
            return (given, null);
        }

        var day = (await days.FindAsync(write, themeDayId))!;
        if (Refusal(day) is { } refusal)
        {
            return (null, new ProblemResult(refusal));
        }

        var plan = await plans.OfAsync(write, day, anew);
        if (plan.Facts.Faults.Count > 0)
        {
            return (null, new ProblemResult(CertificateProblems.FactsMissing, plan.Facts.AsFaults()));
        }

        var due = plan.People.Where(planned => planned.Outcome is CertificateOutcome.Issue or CertificateOutcome.Replace).ToList();
        await IssueAsync(write, plan.Facts, due);
        if (due.Count > 0)
        {
            await log.AddAsync(write, caller, AccessAction.CertificatesIssued, day.Id, own.Board, due.Count);
        }

        var reply = replies.Write(CertificatesIssued.Of(plan));
        if (key is not null)
        {
            await idempotency.KeepAsync(write, key, reply);
        }

        return (new GivenReply(reply, ToThis: true), null);
    }

    /// <summary>Issues what is planned, within a write that holds the day's row. Whoever has an address is told.</summary>
    /// <param name="isProtected">Whether they are of people with protected identity.</param>
    public async Task IssueAsync(Write write, FactsOfDay says, IReadOnlyList<PlannedCertificate> due, bool isProtected = false)
    {
        var now = clock.GetUtcNow();
        var issuedOn = Stockholm.DateOf(now);
        var prefix = await PrefixAsync(write, says.Day);
        var sequence = await certificates.LastSequenceAsync(write, says.Day.Id);
        foreach (var planned in due)
        {
            sequence++;
            var replaces = planned.Outcome == CertificateOutcome.Replace;
            if (replaces)
            {
                await certificates.ReplaceAsync(write, planned.Latest!.Id, now);
            }

            var (id, number) = (Guid.CreateVersion7(now), CertificateNumber.Of(prefix, sequence));
            var snapshot = says.For(planned.Person, issuedOn, number);
            await certificates.AddAsync(
                write,
                new Certificate(
                    id, planned.Person.Id, says.Day.Id, sequence, number, CertificateCodes.HashOf(codes.Of(id)), snapshot.Write(), now, null, null, null, planned.Latest?.ShowsFullName ?? false, ErasedAt: null, isProtected));
            await mails.QueueAsync(write, planned.Person, number, sequence, replaces, says.Day);
        }
    }

    // What the day's first number began with; it stays, also when the day is given another number or year.
    private async Task<string> PrefixAsync(Write write, ThemeDay day)
    {
        if (await certificates.FirstNumberAsync(write, day.Id) is { } first)
        {
            return CertificateNumber.PrefixOf(first);
        }

        // Numbers have no gaps: whoever uses a beginning has used it for the first.
        return await CertificateNumber.Prefixes(day.Date!.Value.Year, day.Number).ToAsyncEnumerable()
            .FirstAsync(async (prefix, _) => !await certificates.HasNumberAsync(write, CertificateNumber.Of(prefix, 1)));
    }

    /// <summary>Why a day can have no certificates now; null: it can.</summary>
    public Problem? Refusal(ThemeDay day) => day.StateAt(clock.GetUtcNow()) switch
    {
        ThemeDayState.Held => null,
        ThemeDayState.Cancelled => CertificateProblems.DayCancelled,
        _ => CertificateProblems.DayNotOver,
    };
}
