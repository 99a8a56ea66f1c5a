using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Calendar;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

/// <summary>The feeds at addresses that calendar programs ask again and again (RFC 5545, RFC 7986).</summary>
public static partial class CalendarFeedEndpoints
{
    private const string MediaType = "text/calendar";

    public static void MapCalendarFeeds(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("/calendar").WithTags("Calendar")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        foreach (var feed in new[] { feeds.MapGet("/series.ics", GetSeriesAsync), feeds.MapGet("/{slug}.ics", GetDayAsync) })
        {
            feed.Produces<string>(StatusCodes.Status200OK, MediaType).Produces(StatusCodes.Status304NotModified);
        }
    }

    /// <summary>The published theme days with a date, as a calendar to subscribe to.</summary>
    public static async Task<IResult> GetSeriesAsync(CalendarFeeds feeds, CancellationToken cancellationToken) =>
        await feeds.OfSeriesAsync(cancellationToken) is { } feed ? new Reply(feed, "temadagar.ics") : new ProblemResult(Problem.NotFound);

    /// <summary>The sessions of a theme day, or the day while it has no programme, as a calendar to subscribe to.</summary>
    public static async Task<IResult> GetDayAsync(string slug, CalendarFeeds feeds, CancellationToken cancellationToken) =>
        await feeds.OfDayAsync(slug, cancellationToken) is { } feed ? new Reply(feed, $"{slug}.ics") : new ProblemResult(ThemeDayProblems.Unknown);

    private sealed class Reply(CalendarFeed feed, string fileName) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var text = CalendarWriter.WriteFeed(feed);
            var response = httpContext.Response;
            // Long enough that a thousand phones in one office ask its proxy, short enough that what is taken away is soon gone.
            response.Headers.CacheControl = "public, max-age=900";
            // When it was written is no news.
            if (EntityTags.IsKnown(httpContext, EntityTags.Of(Encoding.UTF8.GetBytes(Stamp().Replace(text, "")), weak: true)))
            {
                return;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            response.ContentType = MediaType + "; charset=utf-8";
            response.ContentLength = bytes.Length;
            response.NameFile(fileName);
            await response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }

    [GeneratedRegex(@"^DTSTAMP:\S+\r\n", RegexOptions.Multiline)]
    private static partial Regex Stamp();
}
