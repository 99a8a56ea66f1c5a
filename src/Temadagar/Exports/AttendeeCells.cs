using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Exports;

/// <summary>A person as the cells of a row, under <see cref="AttendeeWords.Headings"/>: text, nothing, or a moment in Swedish time.</summary>
internal sealed class AttendeeCells(Municipalities municipalities)
{
    public object?[] Of(Attendee person, Language language) =>
    [
        person.LastName, person.FirstName, person.Organization, AttendeeWords.Of(person.Status).In(language), AttendeeWords.Of(person.Participation).In(language),
        person.Email, person.Phone, person.Profession, AttendeeWords.Of(person.Sector).In(language), municipalities.NameOf(person.Municipality),
        AttendeeWords.Of(person.Language).In(language), Stockholm.In(person.RegisteredAt).DateTime, person.Receipt, person.SubmittedBy,
    ];
}
