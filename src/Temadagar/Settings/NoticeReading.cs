using Temadagar.Mail;
using Temadagar.Notices;

namespace Temadagar.Settings;

/// <summary>The section <c>Notices</c>.</summary>
internal static class NoticeReading
{
    public static NoticeSettings ReadNotices(this SettingsReader reader) => new(
        reader.InTwo("Notices:Publisher"),
        ReadAssessment(reader),
        ReadShortcomings(reader),
        ReadFaults(reader),
        reader.InTwo("Notices:JointControllers"));

    private static AccessibilityAssessment? ReadAssessment(SettingsReader reader)
    {
        const string onKey = "Notices:AccessibilityAssessedOn";
        const string methodKey = "Notices:AccessibilityMethod";
        return (reader.Date(onKey), reader.InTwo(methodKey)) switch
        {
            (null, null) => null,
            ({ } on, { } method) => new AccessibilityAssessment(on, method),
            (null, _) => throw new SettingException(onKey, "is needed where a method is told."),
            _ => throw new SettingException(methodKey, "is needed where the day of the assessment is told."),
        };
    }

    private static IReadOnlyList<NoticeText> ReadShortcomings(SettingsReader reader)
    {
        const string key = "Notices:AccessibilityShortcomings";
        var (swedish, english) = (reader.Texts(key), reader.Texts(key + "En"));
        return english.Count == 0 || english.Count == swedish.Count
            ? [.. swedish.Select((text, index) => new NoticeText(text, english.Count == 0 ? null : english[index]))]
            : throw new SettingException(key + "En", $"has {english.Count} texts where the Swedish are {swedish.Count}.");
    }

    private static FaultContact? ReadFaults(SettingsReader reader)
    {
        const string emailKey = "Notices:FaultEmail";
        const string phoneKey = "Notices:FaultPhone";
        const string daysKey = "Notices:FaultAnswerWithinDays";
        var (email, phone) = (reader.Text(emailKey), reader.Text(phoneKey));
        if (email is not null && EmailAddress.Parse(email) is null)
        {
            throw new SettingException(emailKey, $"'{email}' is not a mail address.");
        }

        if (phone is not null && (phone.Count(char.IsAsciiDigit) < 3 || !phone.All(letter => char.IsAsciiDigit(letter) || "+-() ".Contains(letter, StringComparison.Ordinal))))
        {
            throw new SettingException(phoneKey, $"'{phone}' is not a telephone number.");
        }

        int? days = reader.Text(daysKey) is null ? null : reader.Number(daysKey, 1, 1, 60);
        return email is null && phone is null
            ? days is null ? null : throw new SettingException(emailKey, "is needed, or a telephone, where an answer is promised.")
            : new FaultContact(email, phone, days);
    }

    // Swedish is the service's first language: a text in English alone is half a setting.
    private static NoticeText? InTwo(this SettingsReader reader, string key)
    {
        var (swedish, english) = (reader.Text(key), reader.Text(key + "En"));
        return swedish is not null ? new NoticeText(swedish, english)
            : english is null ? null
            : throw new SettingException(key, "is needed where there is an English text.");
    }
}
