using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Temadagar.Health;

/// <summary>A look at a folder, which may lie on a disk of the network that does not answer: nobody waits long for it, and no second look is begun meanwhile.</summary>
public sealed class PatientLook
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly HealthCheckResult NoAnswer = HealthCheckResult.Degraded("The disk does not answer.");

    private Task<HealthCheckResult>? underWay;

    public async Task<HealthCheckResult> RunAsync(Func<HealthCheckResult> look)
    {
        if (underWay is { IsCompleted: false })
        {
            return NoAnswer;
        }

        underWay = Task.Run(look);
        try
        {
            return await underWay.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return NoAnswer;
        }
    }
}
