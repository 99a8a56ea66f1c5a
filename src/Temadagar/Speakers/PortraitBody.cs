using Microsoft.AspNetCore.Mvc;
using Temadagar.Http;
using Temadagar.Portraits;

namespace Temadagar.Speakers;

/// <summary>The body of a request that is a portrait: the bytes of a JPEG or PNG, up to 5 MiB.</summary>
public static class PortraitBody
{
    public const int MaxBytes = 5 * 1024 * 1024;

    // A photo that is too large is taken in and thrown away: a browser that is cut off while it sends never sees why.
    private const int MaxRefused = 64 * 1024 * 1024;

    // Of this process. Whoever waits has not sent the image yet, but for what the network keeps. Those with a link in a mail have turns of
    // their own: nobody of theirs can keep an organizer waiting.
    public static readonly SemaphoreSlim Organizers = new(4);
    public static readonly SemaphoreSlim Speakers = new(4);

    // As long as the pages wait for an answer (wwwroot/js/api.js), or the turn is another's.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(170);

    /// <summary>Lets so large a body come this far; everywhere else the server takes less.</summary>
    public static RouteHandlerBuilder TakesPortrait(this RouteHandlerBuilder builder) => builder
        .TakesFile(FileBody.Images)
        .WithMetadata(new RequestSizeLimitAttribute(MaxRefused))
        .ProducesFaults()
        .ProducesProblem(StatusCodes.Status408RequestTimeout)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The portrait made of it, or the problem that says why there is none. It may wait for its turn.</summary>
    /// <param name="turns">Of those who send it.</param>
    public static async Task<(PortraitImage? Image, ProblemResult? Refusal)> ReadAsync(HttpRequest request, SemaphoreSlim turns)
    {
        if (FileBody.RefusalOf(request, MaxBytes, FileBody.Images, FileBody.NotAnImage) is { } refusal)
        {
            return (null, refusal);
        }

        var cancellationToken = request.HttpContext.RequestAborted;
        await turns.WaitAsync(cancellationToken);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            return await BodyBytes.ReadAsync(request, MaxBytes, patience.Token) is not { } bytes
                ? (null, new ProblemResult(Problem.TooLargeFor(MaxBytes)))
                : (await MakePortrait.RunAsync(bytes, cancellationToken), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new ProblemResult(SpeakerProblems.PortraitTooSlow));
        }
        catch (UnreadablePictureException unreadable)
        {
            var faults = new Faults();
            faults.Add("portrait", unreadable.Reason);
            return (null, new ProblemResult(Problem.InvalidInput, faults));
        }
        finally
        {
            turns.Release();
        }
    }
}
