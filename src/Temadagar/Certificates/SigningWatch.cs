using Temadagar.Data;

namespace Temadagar.Certificates;

/// <summary>Says in the log, at start and then once a day, when certificates are not signed though they are meant to be, or soon will not be.</summary>
internal sealed partial class SigningWatch(CertificateSigning signing, TimeProvider clock, ILogger<SigningWatch> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1), Soon = TimeSpan.FromDays(30);

    public override Task RunAsync(CancellationToken cancellationToken)
    {
        switch (signing.State)
        {
            case CertificateSigningState.NotYetValid:
                LogNotYet(Logger, signing.From!.Value);
                break;
            case CertificateSigningState.Expired:
                LogExpired(Logger, signing.Until!.Value);
                break;
            case CertificateSigningState.Signed when signing.Until - clock.GetUtcNow() < Soon:
                LogSoon(Logger, signing.Until!.Value);
                break;
        }

        return Task.CompletedTask;
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, clock, cancellationToken);

    [LoggerMessage(LogLevel.Warning, "Certificates:Signing: certificates are given out unsigned, since what they are to be signed with is valid from {From:u} only.")]
    private static partial void LogNotYet(ILogger logger, DateTimeOffset from);

    [LoggerMessage(LogLevel.Warning, "Certificates:Signing: certificates are given out unsigned, since what they are to be signed with expired {Until:u}. Those that were signed before stay signed.")]
    private static partial void LogExpired(ILogger logger, DateTimeOffset until);

    [LoggerMessage(LogLevel.Warning, "Certificates:Signing: what certificates are signed with expires {Until:u}. After that they are given out unsigned.")]
    private static partial void LogSoon(ILogger logger, DateTimeOffset until);
}
