using Temadagar.Certificates.Drawing;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>Name badges for those with a place on site, in Swedish order.</summary>
public sealed class PrintBadges(LookAtOwnDay looking, ThemeDayStore days, AttendeeStore attendees, PdfBadgeSheet sheet)
{
    private static readonly Text Heading = new("Namnskyltar", "Name badges");

    /// <returns>The day's slug and what writes the sheets; null where the day is not the caller's.</returns>
    public async Task<(string Slug, Func<Stream, Task> WriteAsync)?> OpenAsync(Caller caller, string slug, Language language, CancellationToken cancellationToken)
    {
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return null;
        }

        var seen = await looking.RunAsync<Seen>(caller, slug, AccessAction.BadgesPrinted, async (read, own) =>
        {
            var day = (await days.FindAsync(read, own.Id))!;
            var title = CertificateFacts.Marked(day, ThemeDayFacts.Of(day).TitleIn(language));
            var badges = await attendees.StreamAsync(read, own.Id, RegistrationStatus.Confirmed, visible)
                .Where(person => person.Participation == Participation.OnSite)
                .Select(person => new Badge($"{person.FirstName} {person.LastName}", person.Organization, title))
                .ToListAsync(cancellationToken);
            return (new Seen(own.Slug, title, badges), badges.Count);
        }, cancellationToken);
        return seen is null ? null : (seen.Slug, to => sheet.DrawAsync(seen.Badges.ToAsyncEnumerable(), language, $"{Heading.In(language)} – {seen.Title}", to, cancellationToken));
    }

    private sealed record Seen(string Slug, string Title, IReadOnlyList<Badge> Badges);
}
