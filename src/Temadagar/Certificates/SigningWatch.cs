namespace Temadagar.Certificates;

/// <summary>Says in the log, at start and then once a day, when certificates are not signed though they are meant to be, or soon will not be.</summary>
internal sealed partial class SigningWatch(CertificateSigning signing, TimeProvider clock, ILogger<SigningWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1), Soon = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do
            {
                Say();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Say()
    {
        switch (signing.State)
        {
            case CertificateSigningState.NotYetValid:
                LogNotYet(logger, signing.From!.Value);
                break;
            case CertificateSigningState.Expired:
                LogExpired(logger, signing.Until!.Value);
                break;
            case CertificateSigningState.Signed when signing.Until - clock.GetUtcNow() < Soon:
                LogSoon(logger, signing.Until!.Value);
                break;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Certificates:Signing: certificates are given out unsigned, since what they are to be signed with is valid from {From:u} only.")]
    private static partial void LogNotYet(ILogger logger, DateTimeOffset from);

    [LoggerMessage(LogLevel.Warning, "Certificates:Signing: certificates are given out unsigned, since what they are to be signed with expired {Until:u}. Those that were signed before stay signed.")]
    private static partial void LogExpired(ILogger logger, DateTimeOffset until);

    [LoggerMessage(LogLevel.Warning, "Certificates:Signing: what certificates are signed with expires {Until:u}. After that they are given out unsigned.")]
    private static partial void LogSoon(ILogger logger, DateTimeOffset until);
}
