using Microsoft.Extensions.DependencyInjection;
using Temadagar.Programme;
using Temadagar.Speakers;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Sessions and speakers of a test's own, put in without the organizers' calls.</summary>
public static class ProgrammeOfTest
{
    public static async Task<Guid> AddSpeakerAsync(this TestService service, string name, Func<Speaker, Speaker>? change = null)
    {
        var speaker = new Speaker
        {
            Id = Guid.CreateVersion7(),
            SeriesId = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Series"))[0]),
            Name = name,
            Email = $"{Guid.NewGuid():N}@example.org",
            ConsentedAt = service.Clock.GetUtcNow(),
        };
        speaker = change?.Invoke(speaker) ?? speaker;
        await service.Database.WriteAsync(write => service.Services.GetRequiredService<SpeakerStore>().AddAsync(write, speaker));
        return speaker.Id;
    }

    /// <returns>The session's id.</returns>
    public static async Task<Guid> AddSessionAsync(
        this TestService service, string slug, int from, int to, string title, Func<SessionPlan, SessionPlan>? change = null, params Guid[] speakers)
    {
        var day = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @slug", new { slug }))[0]);
        var session = new SessionPlan(Guid.CreateVersion7(), new TimeOnly(from, 0), new TimeOnly(to, 0), title, null, SessionKind.Talk, null, speakers);
        session = change?.Invoke(session) ?? session;
        await service.Database.WriteAsync(write => service.Services.GetRequiredService<ProgrammeStore>().AddAsync(write, day, session));
        return session.Id;
    }
}
