using System.CommandLine;
using System.Text.RegularExpressions;
using Temadagar.CommandLine;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.CommandLine;

/// <summary>What the program says of itself, and to whoever mistypes.</summary>
[Slow]
public partial class HelpTests
{
    public static TheoryData<string> Commands => [.. Of(Verbs.Root([]), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_verb_has_an_example_that_fits(string path)
    {
        var command = path.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate((Command)Verbs.Root([]), (verb, name) => verb.Subcommands.Single(each => each.Name == name));

        var example = Example().Match(command.Description!).Groups["words"].Value;

        Assert.StartsWith(path, example.Trim(), StringComparison.Ordinal);
        // Settings are taken out before the words are read.
        var words = Verbs.Root([]).Parse(Setting().Replace(example, " "));
        Assert.Empty(words.Errors);
        Assert.All(command.Options.Concat<Symbol>(command.Arguments), symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description)));
    }

    [Theory]
    [InlineData("'bakup' does not fit. Did you mean backup? See: temadagar --help", "bakup")]
    [InlineData("'veryfi' does not fit. Did you mean verify? See: temadagar backup --help", "backup", "veryfi", "FILE")]
    [InlineData("there is no option --replce. Did you mean --replace? See: temadagar backup restore --help", "backup", "restore", "--replce", "FILE")]
    [InlineData("there is no option --url. Did you mean --urls? See: temadagar --help", "--url=http://127.0.0.1:0")]
    [InlineData("there is no option --quickly. See: temadagar migrate --help", "migrate", "--quickly")]
    [InlineData("--Mail:Transport needs a value. See: temadagar migrate --help", "migrate", "--Mail:Transport")]
    [InlineData("--urls needs a value. See: temadagar serve --help", "serve", "--urls")]
    [InlineData("Mail:Transprot: there is no such setting. Did you mean Mail:Transport?", "--Mail:Transprot=Smtp")]
    [InlineData("Mial: there is no such setting. Did you mean Mail?", "--Mial:Transport=Smtp")]
    [InlineData("'crate' does not fit. Did you mean create? See: temadagar api-key --help", "api-key", "crate", "--name", "x")]
    [InlineData("'help' does not fit. Did you mean --help? See: temadagar --help", "help")]
    [InlineData("'organizer' needs a verb more: add, reset. See: temadagar organizer --help", "organizer")]
    [InlineData("--role: 'chef' is none of administrator, organizer, steward, reader. See: temadagar api-key create --help", "api-key", "create", "--name", "x", "--role", "chef")]
    [InlineData("--to: 'SqlServr' is none of Sqlite, SqlServer. Did you mean SqlServer? See: temadagar database copy --help", "database", "copy", "--to", "SqlServr")]
    [InlineData("'demoo' is none of series, demo. Did you mean demo? See: temadagar seed --help", "seed", "demoo")]
    [InlineData("Option '--day' is required. See: temadagar certificates export --help", "certificates", "export", "--out", "a.zip")]
    public async Task A_typing_error_is_answered_in_one_line_with_what_may_have_been_meant(string said, params string[] words)
    {
        using var data = new DataFolder();

        var (exitCode, output, errors) = await BuiltProgram.RunAsync([.. words, .. words.Contains("--urls") || words[^1] == "--Mail:Transport" ? [] : new[] { data.Setting }]);

        Assert.Equal((1, "", "temadagar: " + said), (exitCode, output, errors.Trim()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    private static IEnumerable<string> Of(Command command, string path) =>
        [path, .. command.Subcommands.SelectMany(verb => Of(verb, $"{path} {verb.Name}".Trim()))];

    [GeneratedRegex(@"^\s*Example: (\S+=(""[^""]*""|\S*) )*temadagar(?<words>.*)$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@" --(\w+:\S+|urls|environment)[= ]?(""[^""]*""|\S+)?")]
    private static partial Regex Setting();
}
