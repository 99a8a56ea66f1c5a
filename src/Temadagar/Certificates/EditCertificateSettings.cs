using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <param name="Hours">The extent; it is the day's own, and whoever edits the day sees it too.</param>
public sealed record NewCertificateSettings(int Threshold, string? Signatory, string? SignatoryTitle, decimal? Hours);

/// <param name="Threshold">Per cent of the day that one must have been there.</param>
/// <param name="Version">Also the ETag: of this and of the day, which the extent belongs to.</param>
/// <param name="Missing">Read-only: what the certificates need and the day or the settings lack.</param>
/// <param name="Unprintable">Read-only: what of the day or the settings no font can show.</param>
/// <param name="Signature">Read-only: whether certificates are signed when they are given out. The operator says with what.</param>
public sealed record CertificateSettingsView(
    int Threshold, string? Signatory, string? SignatoryTitle, decimal? Hours, int Version, IReadOnlyList<string> Missing, IReadOnlyList<UnprintableFact> Unprintable,
    CertificateSigningState Signature)
{
    public static CertificateSettingsView Of(FactsOfDay facts) => new(
        facts.Settings.Threshold, facts.Settings.Signatory, facts.Settings.SignatoryTitle, facts.Day.CertificateHours, VersionOf(facts.Settings, facts.Day),
        FactViews.Missing(facts.Faults), FactViews.Unprintable(facts.Faults), facts.Signing);

    /// <summary>Both only ever rise, so their sum is another whenever one of them is.</summary>
    public static int VersionOf(CertificateSettings settings, ThemeDay day) => settings.Version + day.Version;
}

public sealed class EditCertificateSettings(
    Database database, OrganizerDayStore ownDays, ThemeDayStore days, CertificateSettingsStore store, CertificateFacts facts, EditOwnDay editing)
{
    /// <returns>Null where the day is not the caller's.</returns>
    public async Task<CertificateSettingsView?> FindAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await ownDays.FindAsync(read, slug, caller.SeenBoard) is { } own ? await ViewAsync(read, own) : null;
    }

    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    public Task<(CertificateSettingsView? Settings, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, Func<int, bool> isCurrent, NewCertificateSettings wanted, CancellationToken cancellationToken) =>
        editing.RunAsync(caller, slug, AccessAction.CertificateSettingsChanged, async (write, day, _) =>
        {
            var before = await store.FindAsync(write, day.Id);
            if (!isCurrent(CertificateSettingsView.VersionOf(before, day)))
            {
                return Edit.Refused(Versions.Stale);
            }

            var after = before with { Threshold = wanted.Threshold, Signatory = wanted.Signatory, SignatoryTitle = wanted.SignatoryTitle };
            if (after != before)
            {
                await store.SaveAsync(write, after with { Version = before.Version + 1 });
            }

            if (wanted.Hours != day.CertificateHours)
            {
                await store.ChangeHoursAsync(write, day.Id, wanted.Hours);
            }

            return after != before || wanted.Hours != day.CertificateHours ? Edit.Done : Edit.Unchanged;
        }, ViewAsync, cancellationToken);

    private async Task<CertificateSettingsView> ViewAsync(Session session, OrganizerDay own) =>
        CertificateSettingsView.Of(await facts.OfAsync(session, (await days.FindAsync(session, own.Id))!));
}
