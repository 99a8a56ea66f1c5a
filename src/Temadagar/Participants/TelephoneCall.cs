using System.Text;
using System.Text.Json.Nodes;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>A call of the API that registers someone who telephoned: what is written is read, checked against the day and saved once, however often it is sent.</summary>
public sealed class TelephoneCall(Database database, PlaceStore places, Idempotency idempotency, RegisterByTelephone register)
{
    /// <param name="day">One that the caller may change.</param>
    /// <param name="kind">What a key is for: the same key means something else in another kind of call.</param>
    /// <param name="collection">Where the person is then: the address, but for the id.</param>
    /// <param name="read">Reads all fields.</param>
    /// <param name="also">What belongs in the same write.</param>
    public async Task<IResult> RunAsync(
        HttpContext context, Caller caller, OrganizerDay day, string kind, string collection, Func<JsonFields, TelephoneRegistration> read, CancellationToken cancellationToken, Func<Write, Registration, Task>? also = null)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var wanted = read(body.Root);
            body.Root.RefuseOthers();
            var key = idempotency.Read($"{kind}/{day.Id}", context.Request, body);
            if (!body.Faults.Any && !await IsOfferedAsync(day, wanted.Participation, cancellationToken))
            {
                body.Root.Fault("participation", ThemeDayProblems.ParticipationNotOffered);
            }

            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            try
            {
                var (reply, refusal) = await register.RunAsync(caller, day, wanted, key, cancellationToken, also);
                if (refusal is not null)
                {
                    return new ProblemResult(refusal);
                }

                context.Response.Headers.Location = $"{collection}/{JsonNode.Parse(reply!)!["id"]}";
                return TypedResults.Text(reply, "application/json", Encoding.UTF8, StatusCodes.Status201Created);
            }
            catch (IdempotencyKeyReusedException)
            {
                return new ProblemResult(Problem.IdempotencyKeyReused);
            }
        }
    }

    private async Task<bool> IsOfferedAsync(OrganizerDay day, Participation participation, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return (await places.OfDayAsync(read, day.Id)).Any(place => place.Participation == participation);
    }
}
