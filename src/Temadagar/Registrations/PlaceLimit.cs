using System.Net;
using System.Threading.RateLimiting;
using Temadagar.Http;

namespace Temadagar.Registrations;

/// <summary>
/// How many places one caller may ask for: each person on each day. A call may ask for hundreds, so that calls alone bound neither the places that one caller can take nor the mails
/// that others get for it. Counted per instance, like the calls.
/// </summary>
/// <param name="calls">How many calls a minute one caller has; 0 is no limit.</param>
public sealed class PlaceLimit(int calls) : IDisposable
{
    // Ten for each call, and always as many as the largest submission asks for.
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(
        context => RateLimits.PerMinute(context, calls == 0 ? 0 : Math.Max(10 * calls, Submission.MaxParticipants * Submission.MaxThemeDays)));

    public RateLimitLease Take(HttpContext context, Submission submission) => limiter.AttemptAcquire(context, submission.Participants.Count * submission.ThemeDays.Count);

    public void Dispose() => limiter.Dispose();
}
