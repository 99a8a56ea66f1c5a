namespace Temadagar.Organizers;

/// <summary>One sign-in in one browser. Its cookie says which: else a copy of the cookie would outlive signing out.</summary>
public sealed record SignInSession(Guid Id, DateTimeOffset Since)
{
    public const int LongestHours = 12;

    /// <summary>When it is over, however often it is used.</summary>
    public DateTimeOffset Until => Since.AddHours(LongestHours);
}
