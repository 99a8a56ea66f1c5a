using System.Text.RegularExpressions;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>The console has words for whatever the log tells.</summary>
public partial class LogWordsTests
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Each_action_of_the_log_has_words_and_there_are_no_others(string language)
    {
        var file = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "src", "Temadagar", "wwwroot", "js", "console", $"log-words-{language}.js"), TestContext.Current.CancellationToken);

        var words = Word().Matches(file[file.IndexOf("actions: {", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value);

        Assert.Equal(Enum.GetValues<AccessAction>().Select(action => Code.Of(action)).Order(StringComparer.Ordinal), words.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^ {4}(\w+): '[^']+',$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Word();
}
