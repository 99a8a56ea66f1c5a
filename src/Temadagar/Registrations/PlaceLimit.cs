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
    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(caller => calls == 0
        ? RateLimitPartition.GetNoLimiter(IPAddress.None)
        : RateLimitPartition.GetFixedWindowLimiter(caller, _ => new FixedWindowRateLimiterOptions
        {
            // Ten for each call, and always as many as the largest submission asks for.
            PermitLimit = Math.Max(10 * calls, Submission.MaxParticipants * Submission.MaxThemeDays),
            Window = TimeSpan.FromMinutes(1),
        }));

    public RateLimitLease Take(HttpContext context, Submission submission) =>
        limiter.AttemptAcquire(RateLimits.CallerOf(context), submission.Participants.Count * submission.ThemeDays.Count);

    public void Dispose() => limiter.Dispose();
}
