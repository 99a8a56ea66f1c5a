using Temadagar.Certificates.Drawing;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>Name badges for those with a place on site, in Swedish order.</summary>
public sealed class PrintBadges(Database database, OrganizerDayStore ownDays, ThemeDayStore days, AttendeeStore attendees, PdfBadgeSheet sheet, AccessLog log)
{
    private static readonly Text Heading = new("Namnskyltar", "Name badges");

    /// <returns>The day's slug and what writes the sheets; null where the day is not the caller's.</returns>
    public async Task<(string Slug, Func<Stream, Task> WriteAsync)?> OpenAsync(Caller caller, string slug, Language language, CancellationToken cancellationToken)
    {
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return null;
        }

        OrganizerDay? own;
        string title;
        var badges = new List<Badge>();
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindAsync(read, slug, caller.SeenBoard);
            if (own is null)
            {
                return null;
            }

            var day = (await days.FindAsync(read, own.Id))!;
            title = CertificateFacts.Marked(day, ThemeDayFacts.Of(day).TitleIn(language));
            await foreach (var person in attendees.StreamAsync(read, own.Id, RegistrationStatus.Confirmed, visible).WithCancellation(cancellationToken))
            {
                if (person.Participation == Participation.OnSite)
                {
                    badges.Add(new Badge($"{person.FirstName} {person.LastName}", person.Organization, title));
                }
            }
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.BadgesPrinted, own.Id, own.Board, badges.Count), cancellationToken);
        return (own.Slug, to => sheet.DrawAsync(badges.ToAsyncEnumerable(), language, $"{Heading.In(language)} – {title}", to, cancellationToken));
    }
}
