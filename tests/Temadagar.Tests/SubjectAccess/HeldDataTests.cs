using System.Reflection;
using Temadagar.Needs;
using Temadagar.ProcessingRecord;
using Temadagar.SubjectAccess;

namespace Temadagar.Tests.SubjectAccess;

/// <summary>What is held of a person is handed out column by column, as the record of processing has them.</summary>
public class HeldDataTests
{
    // What the record says of those who take part. The rest is about others: organizers, speakers, whoever only left an address.
    private static readonly string[] OfParticipants = ["contact", "work", "registration", "waitlist", "transfers", "attendance", "needs", "protected", "requests", "mails", "certificates"];

    /// <summary>Where in <see cref="HeldData"/> a column is, or why it is not there. A new column is one or the other, by decision.</summary>
    private static readonly Dictionary<string, string> Given = new()
    {
        ["Registrations.FirstName"] = "FirstName",
        ["Registrations.LastName"] = "LastName",
        ["Registrations.Email"] = "Email",
        ["Registrations.Phone"] = "Phone",
        ["Registrations.Language"] = "Language",
        ["Registrations.RegisteredBy"] = "SubmittedBy",
        ["Submissions.Receipt"] = "Receipt",
        ["Registrations.Organization"] = "Organization",
        ["Registrations.Profession"] = "Profession",
        ["Registrations.Sector"] = "Sector",
        ["Registrations.Municipality"] = "Municipality",
        ["Registrations.Participation"] = "Participation",
        ["Registrations.Status"] = "Status",
        ["Registrations.RegisteredAt"] = "RegisteredAt",
        ["Registrations.CancelledAt"] = "CancelledAt",
        ["Registrations.CancelReason"] = "CancelReason",
        ["Registrations.CheckInCode"] = "CheckInCode",
        ["Waits.Since"] = "Waits.Since",
        ["Waits.OfferedAt"] = "Waits.OfferedAt",
        ["Waits.Deadline"] = "Waits.AnswerBy",
        ["Waits.OfferReason"] = "Waits.OfferReason",
        ["Waits.EndedAt"] = "Waits.EndedAt",
        ["Waits.Outcome"] = "Waits.Outcome",
        ["WaitlistGroups.MoveReason"] = "Waits.MoveReason",
        ["Transfers.Kind"] = "Transfers.Kind",
        ["Transfers.Email"] = "Transfers.Email",
        ["Transfers.FirstName"] = "Transfers.FirstName",
        ["Transfers.LastName"] = "Transfers.LastName",
        ["Transfers.AskedAt"] = "Transfers.AskedAt",
        ["Transfers.ExpiresAt"] = "Transfers.ExpiresAt",
        ["Transfers.EndedAt"] = "Transfers.EndedAt",
        ["Transfers.Outcome"] = "Transfers.Outcome",
        ["CheckIns.Kind"] = "CheckIns.Kind",
        ["CheckIns.At"] = "CheckIns.At",
        ["CheckIns.ReportedAt"] = "CheckIns.ReportedAt",
        ["CheckIns.UndoneAt"] = "CheckIns.UndoneAt",
        ["Needs.Sealed"] = "Needs",
        ["ErasureRequests.Message"] = "ErasureRequests.Message",
        ["ErasureRequests.AskedAt"] = "ErasureRequests.AskedAt",
        ["ErasureRequests.AnsweredAt"] = "ErasureRequests.AnsweredAt",
        ["ErasureRequests.Outcome"] = "ErasureRequests.Outcome",
        ["ErasureRequests.Answer"] = "ErasureRequests.Answer",
        ["Outbox.Recipient"] = "Mails.Recipient",
        ["Certificates.RevocationReason"] = "Certificates.RevocationReason",
        ["Certificates.ShowsFullName"] = "Certificates.ShowsFullName",
    };

    private static readonly Dictionary<string, string> NotGiven = new()
    {
        ["Registrations.EmailNormalized SortName SearchText SortOrganization Transfers.EmailNormalized"] = "the same once more, to find and to sort by",
        ["Submissions.SubmittedBy"] = "the same as RegisteredBy; of whoever submitted it, not of this person",
        ["Submissions.SubmittedAt"] = "the same as RegisteredAt",
        ["Registrations.RepeatedMailAt"] = "when a mail was queued, and that is given",
        ["Registrations.ChoiceId Waits.RegistrationId Transfers.RegistrationId CheckIns.RegistrationId Needs.RegistrationId ErasureRequests.RegistrationId"] = "joins rows",
        ["AnnouncementRecipients.RegistrationId"] = "gone once the mail is queued, and that is given",
        ["WaitlistGroups.MovedAt"] = "of all who wait together; the reason is given where it is this person's",
        ["Transfers.Organization Profession Sector Language Municipality Phone"] = "of whoever was asked to take over",
        ["CheckIns.Source WasIn ActorId"] = "how it was written down, and which official did",
        ["ProtectedPeople.RegistrationId Sealed ProtectedAt ProtectedLooks.RegistrationId At ActorId Reason Registrations.Protected"] = "handed out by whoever handles them (DiscloseProtected)",
        ["Outbox.RecipientName Facts LastReply"] = "what the mail said to the person themselves, and what a mail server replied",
        ["Certificates.Snapshot SignedCertificates.Pdf"] = "the certificate itself, which the own page has",
    };

    [Fact]
    public void Every_column_of_the_record_about_who_takes_part_is_handed_out_or_there_is_a_reason()
    {
        var recorded = HeldCategory.All.Where(category => OfParticipants.Contains(category.Code)).SelectMany(category => category.AllColumns);

        Assert.Equal(recorded.Order(StringComparer.Ordinal), Given.Keys.Concat(NotGiven.Keys.SelectMany(Columns)).Order(StringComparer.Ordinal));
        Assert.Equal(OfParticipants.Length, HeldCategory.All.Count(category => OfParticipants.Contains(category.Code)));
    }

    [Fact]
    public void What_is_said_to_be_handed_out_has_a_member_of_its_own()
    {
        Assert.All(Given.Values, path => Assert.NotNull(Member(typeof(HeldData), path.Split('.'))));
        Assert.Equal(Given.Count, Given.Values.Distinct().Count());
        Assert.Equal(typeof(PersonNeeds), Member(typeof(HeldData), ["Needs"])!.PropertyType);
    }

    // "Transfers.Organization Profession" is two columns of one table.
    private static IEnumerable<string> Columns(string line)
    {
        var table = "";
        foreach (var word in line.Split(' '))
        {
            table = word.Contains('.', StringComparison.Ordinal) ? word.Split('.')[0] : table;
            yield return $"{table}.{word.Split('.')[^1]}";
        }
    }

    private static PropertyInfo? Member(Type type, string[] path)
    {
        var member = type.GetProperty(path[0]);
        return path.Length == 1 ? member : member is null ? null : Member(member.PropertyType.GetGenericArguments()[0], path[1..]);
    }
}
