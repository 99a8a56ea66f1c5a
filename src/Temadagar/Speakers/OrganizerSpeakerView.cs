using Temadagar.Texts;

namespace Temadagar.Speakers;

/// <summary>A speaker as an organizer edits one: what this gives can be put back as it is.</summary>
/// <param name="Language">Of the mails.</param>
/// <param name="BiographySv">Plain text; an empty line begins a new paragraph.</param>
/// <param name="BiographyEn">As <paramref name="BiographySv"/>.</param>
/// <param name="Consent">Whether the speaker has agreed to be shown; without it the public sees nothing of them.</param>
/// <param name="Board">The slug of the board whose speaker it is; null: every board of the series sees and changes it.</param>
/// <param name="Id">Read only, like all that follows.</param>
/// <param name="Version">Rises with each edit. It is the ETag too.</param>
/// <param name="Portrait">The address of the small one.</param>
/// <param name="Correction">What the speaker wants the public to see instead.</param>
/// <param name="ThemeDays">In whose programmes the speaker is, of the days that the caller sees.</param>
public sealed record OrganizerSpeakerView(
    string Name, string? Title, string? Organization, string Email, string? Phone, Language Language, string? BiographySv, string? BiographyEn,
    string? TechnicalNeeds, string? TravelNeeds, bool Consent, string? Board, Guid Id, int Version, string? Portrait, SpeakerCorrectionView? Correction,
    IReadOnlyList<SpeakerDayView> ThemeDays)
{
    /// <summary>What a request may repeat from a reply, without effect.</summary>
    public static readonly string[] ReadOnlyFields = ["id", "version", "portrait", "correction", "themeDays"];

    public static OrganizerSpeakerView Of(Speaker speaker, string? board, SpeakerCorrection? correction, IEnumerable<SpeakerDay> days) => new(
        speaker.Name, speaker.Title, speaker.Organization, speaker.Email, speaker.Phone, speaker.Language, speaker.BiographySv, speaker.BiographyEn,
        speaker.TechnicalNeeds, speaker.TravelNeeds, speaker.ConsentedAt is not null, board, speaker.Id, speaker.Version,
        AddressOf(speaker.Id, speaker.PortraitId, ""), correction is null ? null : SpeakerCorrectionView.Of(speaker, correction),
        [.. days.Select(day => new SpeakerDayView(day.Slug, day.Title, day.Number, day.Date))]);

    // The portrait's id makes the address another when the portrait is.
    internal static string? AddressOf(Guid id, Guid? portraitId, string which) =>
        portraitId is null ? null : $"/api/organizer/speakers/{id}/portrait?size=small{which}&v={portraitId}";
}

/// <param name="Portrait">The address of the small one wanted; null: none.</param>
/// <param name="PortraitChanged">Whether it is another than the one that holds.</param>
public sealed record SpeakerCorrectionView(Guid Id, DateTimeOffset SentAt, string? BiographySv, string? BiographyEn, string? Portrait, bool PortraitChanged)
{
    public static SpeakerCorrectionView Of(Speaker speaker, SpeakerCorrection correction) => new(
        correction.Id, correction.SentAt, correction.BiographySv, correction.BiographyEn,
        OrganizerSpeakerView.AddressOf(speaker.Id, correction.PortraitId, "&correction=true"), correction.PortraitId != speaker.PortraitId);
}

public sealed record SpeakerDayView(string Slug, string? Title, int Number, DateOnly? Date);

/// <summary>A speaker in the list.</summary>
/// <param name="Board">The slug of the board whose speaker it is; null: every board's.</param>
/// <param name="ThemeDays">The slugs of the days in whose programmes the speaker is.</param>
public sealed record ListedSpeakerView(
    Guid Id, string Name, string? Title, string? Organization, string Email, string? Board, bool Consent, bool HasPortrait, bool CorrectionWaits,
    IReadOnlyList<string> ThemeDays)
{
    public static ListedSpeakerView Of(ListedSpeaker speaker, IEnumerable<SpeakerDay> days) => new(
        speaker.Id, speaker.Name, speaker.Title, speaker.Organization, speaker.Email, speaker.Board, speaker.Consent, speaker.HasPortrait, speaker.CorrectionWaits,
        [.. days.Select(day => day.Slug)]);
}

public sealed record ListedSpeakersView(IReadOnlyList<ListedSpeakerView> Speakers);
