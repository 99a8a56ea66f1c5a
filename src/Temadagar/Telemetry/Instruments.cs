using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Temadagar.Telemetry;

/// <summary>
/// What whoever watches the service counts and times. No name, address, id or code is in any of it: only kinds, outcomes and reasons, of which there are a few each. Nobody listens unless the settings say so, and then an
/// instrument costs nothing.
/// </summary>
public static class Instruments
{
    /// <summary>Of the meter and of the source of traces.</summary>
    public const string Name = "Temadagar";

    public static readonly ActivitySource Traces = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Places that were asked for, by <c>outcome</c>: confirmed, waitlisted; and submissions that were refused, by <c>problem</c>.</summary>
    public static readonly Counter<long> Registrations = Meter.CreateCounter<long>("temadagar.registrations", "{place}", "Places that were given or are waited for, and submissions that were refused.");

    /// <summary>Tries, by <c>result</c>: sent, delayed, refused; and by <c>kind</c> of mail.</summary>
    public static readonly Counter<long> Mails = Meter.CreateCounter<long>("temadagar.mail.results", "{mail}", "Mails that were tried to be sent.");

    public static readonly Histogram<double> WriteWait = Meter.CreateHistogram<double>("temadagar.database.write.wait", "s", "From when a write is asked for until it begins.");

    public static readonly Histogram<double> WriteTime = Meter.CreateHistogram<double>("temadagar.database.write.duration", "s", "From when a write is asked for until it is durable.");

    /// <summary>By <c>reason</c>.</summary>
    public static readonly Counter<long> DatabaseErrors = Meter.CreateCounter<long>("temadagar.database.errors", "{error}", "Writes that the database could not take.");
}
