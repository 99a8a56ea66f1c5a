using Temadagar.Boards;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.Speakers;

/// <summary>What a speaker says of themselves and needs.</summary>
/// <param name="Consent">Whether the public may see the speaker.</param>
public sealed record SpeakerProfile(string? BiographySv, string? BiographyEn, string? TechnicalNeeds, string? TravelNeeds, bool Consent)
{
    /// <summary>The speaker with what needs nobody's approval. Who has consented before has done so since then.</summary>
    public Speaker NeedsOn(Speaker speaker, DateTimeOffset now) => speaker with
    {
        TechnicalNeeds = TechnicalNeeds,
        TravelNeeds = TravelNeeds,
        ConsentedAt = Consent ? speaker.ConsentedAt ?? now : null,
    };
}

/// <summary>What a speaker changes of it; the rest stays as it is, also where an organizer has changed it meanwhile.</summary>
public sealed record ProfileChange(
    (bool Given, string? Value) BiographySv, (bool Given, string? Value) BiographyEn, (bool Given, string? Value) TechnicalNeeds, (bool Given, string? Value) TravelNeeds,
    bool? Consent)
{
    /// <param name="waiting">What the speaker wishes already; null: nothing waits.</param>
    public SpeakerProfile On(Speaker speaker, SpeakerCorrection? waiting) => new(
        BiographySv.Given ? BiographySv.Value : waiting is null ? speaker.BiographySv : waiting.BiographySv,
        BiographyEn.Given ? BiographyEn.Value : waiting is null ? speaker.BiographyEn : waiting.BiographyEn,
        TechnicalNeeds.Given ? TechnicalNeeds.Value : speaker.TechnicalNeeds,
        TravelNeeds.Given ? TravelNeeds.Value : speaker.TravelNeeds,
        Consent ?? speaker.ConsentedAt is not null);
}

/// <summary>A speaker as an organizer writes one.</summary>
/// <param name="Board">Whose speaker it is; no id: all boards'. Not given: as before.</param>
public sealed record SpeakerPlan(
    string Name, string? Title, string? Organization, EmailAddress Email, string? Phone, Language Language, SpeakerProfile Profile, (bool Given, Guid? Id) Board)
{
    /// <summary>The speaker with all that is planned.</summary>
    public Speaker On(Speaker speaker, DateTimeOffset now) => Profile.NeedsOn(speaker, now) with
    {
        Name = Name,
        Title = Title,
        Organization = Organization,
        Email = Email.Address,
        Phone = Phone,
        Language = Language,
        BiographySv = Profile.BiographySv,
        BiographyEn = Profile.BiographyEn,
        BoardId = Board.Given ? Board.Id : speaker.BoardId,
    };
}

/// <summary>Reads speakers from JSON, and finds every fault at once.</summary>
public static class SpeakerInput
{
    public const int NameLength = 200;
    public const int BiographyLength = 4000;
    public const int NeedsLength = 2000;

    private static readonly Text NoName = new("Ange ett namn.", "Enter a name.");
    private static readonly Text NotYourBoard = new(
        "Välj din egen myndighet, eller ingen: då är personen alla myndigheters.", "Choose your own board, or none: the speaker is then every board's.");

    /// <summary>Not to be used if the fields' <see cref="JsonFields.Faults"/> has any.</summary>
    public static SpeakerPlan Read(JsonFields fields, Caller caller, IReadOnlyList<Board> boards)
    {
        fields.Ignore(OrganizerSpeakerView.ReadOnlyFields);
        var plan = new SpeakerPlan(
            NameInput.Read(fields, "name", NameLength, NoName),
            fields.OptionalText("title", NameLength),
            fields.OptionalText("organization", NameLength),
            EmailInput.Read(fields),
            PhoneInput.Read(fields),
            fields.OptionalChoice<Language>("language") ?? Language.Sv,
            ReadProfile(fields),
            ReadBoard(fields, caller, boards));
        fields.RefuseOthers();
        return plan;
    }

    /// <summary>What a speaker says of it; what is left out stays as it is.</summary>
    public static ProfileChange ReadChange(JsonFields fields)
    {
        var read = ReadProfile(fields);
        fields.RefuseOthers();
        return new ProfileChange(
            (fields.Has("biographySv"), read.BiographySv), (fields.Has("biographyEn"), read.BiographyEn), (fields.Has("technicalNeeds"), read.TechnicalNeeds),
            (fields.Has("travelNeeds"), read.TravelNeeds), fields.Has("consent") ? read.Consent : null);
    }

    private static SpeakerProfile ReadProfile(JsonFields fields) => new(
        fields.OptionalLines("biographySv", BiographyLength),
        fields.OptionalLines("biographyEn", BiographyLength),
        fields.OptionalLines("technicalNeeds", NeedsLength),
        fields.OptionalLines("travelNeeds", NeedsLength),
        fields.Flag("consent"));

    private static (bool Given, Guid? Id) ReadBoard(JsonFields fields, Caller caller, IReadOnlyList<Board> boards)
    {
        if (!fields.Has("board") || fields.OptionalText("board", JsonFields.WordLength) is not { } named)
        {
            return (fields.Has("board"), null);
        }

        var board = boards.FirstOrDefault(each => each.Slug == named);
        if (caller.SeenBoard is { } own && named != own)
        {
            fields.Fault("board", NotYourBoard);
        }
        else if (board is null)
        {
            fields.Fault("board", Board.Unknown);
        }

        return (true, board?.Id);
    }
}
