using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Temadagar.Http;

/// <summary>
/// How often one caller may write, sign in, or ask whether a certificate holds. A caller is an IPv4 address or an IPv6 network of /64, which is what one household or
/// office gets. The count is kept per instance of the program.
/// </summary>
public static class RateLimits
{
    public const string Writes = "writes";

    /// <summary>Whoever guesses passwords; never without limit.</summary>
    public const string SignIns = "sign-ins";

    public const string Verifications = "verifications";

    /// <summary>Each a minute; 0 is no limit.</summary>
    public static void AddRateLimits(this IServiceCollection services, int writes, int signIns, int verifications) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Writes, context => PerMinute(context, writes));
        options.AddPolicy(SignIns, context => PerMinute(context, signIns));
        options.AddPolicy(Verifications, context => PerMinute(context, verifications));
        options.OnRejected = async (context, _) => await Refuse(context.HttpContext, context.Lease).ExecuteAsync(context.HttpContext);
    });

    /// <summary>Says when to come back.</summary>
    public static ProblemResult Refuse(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new ProblemResult(Problem.TooManyRequests);
    }

    /// <summary>A caller's own count, anew each minute; 0 is no limit.</summary>
    public static RateLimitPartition<IPAddress> PerMinute(HttpContext context, int permits) => permits == 0
        ? RateLimitPartition.GetNoLimiter(IPAddress.None)
        : RateLimitPartition.GetFixedWindowLimiter(CallerOf(context), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
        });

    public static IPAddress CallerOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
