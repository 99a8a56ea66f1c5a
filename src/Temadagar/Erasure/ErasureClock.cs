using Temadagar.Data;
using Temadagar.Organizers;

namespace Temadagar.Erasure;

/// <summary>Erases who was granted it, and what has become due, at start and each hour. Nothing is noted of when it last did: what is due follows from the days and the rules.</summary>
public sealed partial class ErasureClock(EraseDue erasing, EraseRequested requested, TimeProvider clock, ILogger<ErasureClock> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await requested.RunAsync(cancellationToken) is > 0 and var people)
        {
            LogErasedOnRequest(Logger, people);
        }

        foreach (var erased in await erasing.RunAsync(Caller.Operator, board: null, cancellationToken))
        {
            LogErased(Logger, erased.Data, erased.People, erased.ThemeDay, erased.Decision!);
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, clock, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Erased {People} people whose request was granted")]
    private static partial void LogErasedOnRequest(ILogger logger, int people);

    [LoggerMessage(LogLevel.Information, "Erased {Data} of {People} people of {ThemeDay} under {Decision}")]
    private static partial void LogErased(ILogger logger, ErasedData data, int people, string themeDay, string decision);
}
