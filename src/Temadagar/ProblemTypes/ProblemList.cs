using Temadagar.Attendance;
using Temadagar.Boards;
using Temadagar.Certificates;
using Temadagar.Erasure;
using Temadagar.Http;
using Temadagar.InformationPages;
using Temadagar.Interest;
using Temadagar.MailLog;
using Temadagar.Messages;
using Temadagar.Offers;
using Temadagar.Organizers;
using Temadagar.OwnPage;
using Temadagar.Participants;
using Temadagar.Planning;
using Temadagar.Programme;
using Temadagar.ProtectedPeople;
using Temadagar.Registrations;
using Temadagar.Releases;
using Temadagar.Schedules;
using Temadagar.Speakers;
using Temadagar.SubjectAccess;
using Temadagar.Texts;
using Temadagar.ThemeDays;
using Temadagar.Transfers;

namespace Temadagar.ProblemTypes;

/// <summary>All problems that the API answers with, by their type. A test looks that none is missing.</summary>
public static class ProblemList
{
    private static readonly Problem[] All =
    [
        Versions.NoIfMatch, Versions.Stale,
        Problem.InvalidInput, Problem.NeedsHttps, Problem.NotFound, Problem.MethodNotAllowed, Problem.TooLarge, Problem.NotJson, Problem.IdempotencyKeyReused, Problem.TooManyRequests,
        Problem.LinkNotValid, Problem.Unavailable, Problem.Failed, Problem.BadRequest, FileBody.NotAnImage,
        ThemeDayProblems.Unknown, ThemeDayProblems.UnknownNothingSaved, ThemeDayProblems.NotOpen, ThemeDayProblems.Closed, ThemeDayProblems.Cancelled,
        CancelRegistration.AlreadyHeld, CancelRegistration.HasCome,
        OwnChangeProblems.Cancelled, OwnChangeProblems.DayCancelled, OwnChangeProblems.Held, OwnChangeProblems.HasCome,
        InterestEndpoints.NotPlanned,
        InformationPageEndpoints.Unknown,
        BoardProblems.Unknown, BoardProblems.SlugTaken, BoardProblems.InUse,
        ChangeParticipation.Full, ChangeParticipation.TooLate, ChangeParticipation.NotOffered,
        StopWaiting.Unknown,
        MyRegistrationEndpoints.NoCalendar,
        OfferProblems.Unknown, OfferProblems.Expired, OfferProblems.Ended, OfferProblems.TookOther, OfferProblems.NotHeld, OfferProblems.UnknownGroup, OfferProblems.UnknownWait,
        OfferProblems.NoPlaceFree, OfferProblems.TooLate,
        TransferProblems.TooMany, TransferProblems.Ended, TransferProblems.Accepted, TransferProblems.SameAddress, TransferProblems.AlreadyRegistered,
        OrganizerProblems.NotSignedIn, OrganizerProblems.SignInRefused, OrganizerProblems.CurrentPasswordWrong, OrganizerProblems.NoPassword, OrganizerProblems.NotAllowed,
        OrganizerProblems.NotFromOurPage, OrganizerProblems.InvitationNotValid, OrganizerProblems.AddressTaken, OrganizerProblems.LastAdministrator,
        PeopleProblems.UnknownPerson, PeopleProblems.NotOwnDay, PeopleProblems.AlreadyRegistered, PeopleProblems.Held, PeopleProblems.Full,
        EditOwnDay.Unknown,
        PlanningProblems.NoSeries, PlanningProblems.SlugTaken, PlanningProblems.SlugFixed, PlanningProblems.NeedsRescheduling, PlanningProblems.SpeakersTold, PlanningProblems.NoPlaces,
        PlanningProblems.DayCancelled, PlanningProblems.SomeoneCame, PlanningProblems.AlreadyHeld, PlanningProblems.AlreadyBegun, PlanningProblems.BelowTaken, PlanningProblems.HasPeople, PlanningProblems.DayUsed,
        ProgrammeProblems.UnknownSession, ProgrammeProblems.TooManySessions, ProgrammeProblems.NotInThisDay, ProgrammeProblems.NobodyOfThatId,
        ProgrammeRules.OutsideDay, ProgrammeRules.RoomTaken, ProgrammeRules.InTwoPlaces,
        SpeakerProblems.Unknown, SpeakerProblems.NoSeries, SpeakerProblems.Exists, SpeakerProblems.InProgramme, SpeakerProblems.InAnothersProgramme, SpeakerProblems.UnknownCorrection,
        SpeakerProblems.NoPortrait, SpeakerProblems.PortraitTooSlow,
        ScheduleProblems.NoDate, ScheduleProblems.AlreadyHeld, ScheduleProblems.Stale, ScheduleProblems.Changed, ScheduleProblems.CannotAnswer, ScheduleProblems.CannotRemind,
        AttendanceProblems.UnknownCode, AttendanceProblems.WrongDay, AttendanceProblems.Cancelled, AttendanceProblems.Waitlisted, AttendanceProblems.NotIn, AttendanceProblems.Undated,
        AttendanceProblems.DayCancelled, AttendanceProblems.NotBegun, AttendanceProblems.NotAReport, AttendanceProblems.NonceReused,
        CertificateProblems.DayNotOver, CertificateProblems.DayCancelled, CertificateProblems.FactsMissing, CertificateProblems.UnknownToOrganizer, CertificateProblems.Unknown,
        CertificateProblems.Erased, CertificateProblems.None, CertificateProblems.Revoked, CertificateProblems.Replaced, CertificateProblems.CodeLost, CertificateProblems.CodeLostToHolder,
        CertificateProblems.UnknownLogo, CertificateProblems.TooManyLogos,
        MessageProblems.AttendanceNotRecorded, MessageProblems.DayNotOver, MessageProblems.NobodyToTell,
        MailLogProblems.OnItsWay, MailLogProblems.OutOfDate,
        HandleErasure.Unknown,
        ErasureRuleEndpoints.Unknown,
        AnswerErasure.Answered,
        DiscloseData.HasOwnPage,
        ProtectPerson.Waits,
        ProtectedCertificate.NotEarned, ProtectedCertificate.KeyGone,
        ReleaseList.UnknownMasked,
    ];

    // One type may be said in several places, each with its own words about what to do.
    private static readonly ILookup<string, Problem> ByName = All.ToLookup(problem => problem.Name, StringComparer.Ordinal);

    public static bool Has(string name) => ByName.Contains(name);

    /// <summary>Each type once, by status and name.</summary>
    public static IEnumerable<ProblemTypeView> In(Language language) => ByName
        .Select(group => new ProblemTypeView(
            group.First().Type, group.Key, group.First().Status, group.First().Title.In(language), [.. group.Select(problem => problem.Detail.In(language)).Distinct(StringComparer.Ordinal)]))
        .OrderBy(view => view.Status).ThenBy(view => view.Name, StringComparer.Ordinal);
}

/// <summary>A kind of problem that the API answers with.</summary>
/// <param name="Type">What the member type of the problem is; it is also the address of a page about it.</param>
/// <param name="Name">The last part of it.</param>
/// <param name="Title">What happened, in the reader's language.</param>
/// <param name="Details">What to do about it: one sentence or more for each place where it is said.</param>
public sealed record ProblemTypeView(string Type, string Name, int Status, string Title, IReadOnlyList<string> Details);
