using System.Buffers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
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

    // Bytes a second, after some seconds: 5 MiB in less than two minutes, or the turn is another's.
    private static readonly MinDataRate Slowest = new(50_000, TimeSpan.FromSeconds(10));

    /// <summary>Lets so large a body come this far; everywhere else the server takes less.</summary>
    public static RouteHandlerBuilder TakesPortrait(this RouteHandlerBuilder builder) => builder
        .TakesImage()
        .WithMetadata(new RequestSizeLimitAttribute(MaxRefused))
        .ProducesFaults()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The portrait made of it, or the problem that says why there is none. It may wait for its turn.</summary>
    /// <param name="turns">Of those who send it.</param>
    public static async Task<(PortraitImage? Image, ProblemResult? Refusal)> ReadAsync(HttpRequest request, SemaphoreSlim turns)
    {
        if (request.GetTypedHeaders().ContentType?.MediaType is not { HasValue: true } type
            || !(type.Equals("image/jpeg", StringComparison.OrdinalIgnoreCase) || type.Equals("image/png", StringComparison.OrdinalIgnoreCase)))
        {
            return (null, new ProblemResult(SpeakerProblems.NotAnImage));
        }

        if (request.ContentLength > MaxBytes)
        {
            return (null, new ProblemResult(Problem.TooLargeFor(MaxBytes)));
        }

        var cancellationToken = request.HttpContext.RequestAborted;
        await turns.WaitAsync(cancellationToken);
        try
        {
            if (request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            {
                rate.MinDataRate = Slowest;
            }

            return await ReadBytesAsync(request) is not { } bytes
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
            turns.Release();
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
