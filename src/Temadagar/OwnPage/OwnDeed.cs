using Temadagar.Http;
using Temadagar.Registrations;

namespace Temadagar.OwnPage;

/// <summary>What a person does with the own registration. Whoever has the secret of its link is that person; the reply is the registration as it is after.</summary>
public sealed class OwnDeed(RegistrationLinks links, MyRegistrations mine)
{
    public async Task<IResult> RunAsync(HttpContext context, Func<Registration, Task<(Registration? After, Problem? Refusal)>> deed) =>
        await links.FindAsync(context.Request, context.RequestAborted) is { } found ? await ReplyAsync(context, deed(found)) : new ProblemResult(Problem.LinkNotValid);

    /// <summary>With what the body says, once that has no fault.</summary>
    public async Task<IResult> RunAsync<T>(HttpContext context, Func<JsonFields, T> read, Func<Registration, T, Task<(Registration? After, Problem? Refusal)>> deed) =>
        await links.FindAsync(context.Request, context.RequestAborted) is { } found
            ? await JsonBody.WithAsync(context, read, input => ReplyAsync(context, deed(found, input)))
            : new ProblemResult(Problem.LinkNotValid);

    private async Task<IResult> ReplyAsync(HttpContext context, Task<(Registration? After, Problem? Refusal)> deed)
    {
        var (after, refusal) = await deed;
        return refusal is null ? TypedResults.Ok(await mine.ViewAsync(after!, context.RequestAborted)) : new ProblemResult(refusal);
    }
}
