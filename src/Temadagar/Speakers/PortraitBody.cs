using System.Buffers;
using Microsoft.AspNetCore.Mvc;
using Temadagar.Http;
using Temadagar.Portraits;

namespace Temadagar.Speakers;

/// <summary>The body of a request that is a portrait: the bytes of a JPEG or PNG, up to 5 MiB.</summary>
public static class PortraitBody
{
    public const int MaxBytes = 5 * 1024 * 1024;

    // Of this process. Whoever waits has not sent the image yet, but for what the network keeps.
    private static readonly SemaphoreSlim AtATime = new(8);

    /// <summary>Lets so large a body come this far; everywhere else the server takes less.</summary>
    public static RouteHandlerBuilder TakesPortrait(this RouteHandlerBuilder builder) => builder
        .TakesImage()
        .WithMetadata(new RequestSizeLimitAttribute(2 * MaxBytes))
        .ProducesFaults()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The portrait made of it, or the problem that says why there is none. It may wait for its turn.</summary>
    public static async Task<(PortraitImage? Image, ProblemResult? Refusal)> ReadAsync(HttpRequest request)
    {
        if (request.GetTypedHeaders().ContentType?.MediaType is not { HasValue: true } type
            || !(type.Equals("image/jpeg", StringComparison.OrdinalIgnoreCase) || type.Equals("image/png", StringComparison.OrdinalIgnoreCase)))
        {
            return (null, new ProblemResult(SpeakerProblems.NotAnImage));
        }

        var cancellationToken = request.HttpContext.RequestAborted;
        await AtATime.WaitAsync(cancellationToken);
        try
        {
            return request.ContentLength > MaxBytes || await ReadBytesAsync(request) is not { } bytes
                ? (null, new ProblemResult(Problem.TooLargeFor(MaxBytes)))
                : (await MakePortrait.RunAsync(bytes, cancellationToken), null);
        }
        catch (UnreadablePortraitException unreadable)
        {
            var faults = new Faults();
            faults.Add("portrait", unreadable.Reason);
            return (null, new ProblemResult(Problem.InvalidInput, faults));
        }
        finally
        {
            AtATime.Release();
        }
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request)
    {
        var reader = request.BodyReader;
        var read = await reader.ReadAtLeastAsync(MaxBytes + 1, request.HttpContext.RequestAborted);
        var bytes = read.Buffer.Length > MaxBytes ? null : read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return bytes;
    }
}
