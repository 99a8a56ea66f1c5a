using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Temadagar.Templating;

/// <summary>
/// The mails' words, read once from a folder and rendered as often as wanted, from any thread.
/// <list type="bullet">
/// <item><c>kind.language.liquid</c>: a line <c>Subject: …</c>, a blank line, and a body in Markdown. What the subject
/// line assigns, the body may use.</item>
/// <item><c>_name.language.liquid</c>: words that several mails share, taken in with <c>{% part name %}</c>; it sees
/// and sets the variables of the mail it stands in.</item>
/// <item><c>layout.html.liquid</c>: how all of them look. It is given the model and <c>language</c>, <c>subject</c>,
/// <c>preheader</c> and <c>blocks</c> (see <see cref="MailBlock"/>), and escapes whatever it writes.</item>
/// </list>
/// Both parts of a mail come from one body, so they cannot say different things.
/// </summary>
public sealed partial class MailTemplates
{
    private const string Extension = ".liquid";
    private const string Layout = "layout.html";
    private const string Suffix = "suffix";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly Dictionary<string, IFluidTemplate> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IFluidTemplate> _subjects = new(StringComparer.Ordinal);
    private readonly TemplateOptions _options = new() { StrictFilters = true };

    /// <summary>Reads and parses every template in the folder.</summary>
    /// <exception cref="InvalidDataException">A template is broken: the message names the file and the place in it.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public MailTemplates(string folder)
    {
        _options.MemberAccessStrategy.MemberNameStrategy = MemberNameStrategies.CamelCase;
        _options.MemberAccessStrategy.Register<MailBlock>();
        _options.MemberAccessStrategy.Register<MailItem>();
        _options.MemberAccessStrategy.Register<MailRun>();

        var parser = new FluidParser();
        parser.RegisterIdentifierTag("part", WritePart);

        var sources = Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path)[..^Extension.Length], path => (Path: path, Text: File.ReadAllText(path)), StringComparer.Ordinal);
        foreach (var (name, source) in sources)
        {
            var body = source.Text.ReplaceLineEndings("\n");
            if (!name.StartsWith('_') && name != Layout)
            {
                var (subject, rest) = SplitSubject(source.Path, body);
                _subjects[name] = Parse(parser, source.Path, subject);
                body = rest;
            }

            foreach (Match part in PartTag().Matches(source.Text))
            {
                if (!sources.ContainsKey(PartName(part.Groups[1].Value, name[(name.LastIndexOf('.') + 1)..])))
                {
                    throw new InvalidDataException($"{source.Path}: there is no such part: {part.Value.Trim()}");
                }
            }

            _files[name] = Parse(parser, source.Path, body);
        }

        if (!_files.ContainsKey(Layout))
        {
            throw new InvalidDataException($"{folder}: {Layout}{Extension} is missing.");
        }
    }

    /// <summary>Renders one mail.</summary>
    /// <param name="kind">The first part of the template's file name.</param>
    /// <param name="language">The second part, "sv" or "en".</param>
    /// <param name="model">Text, numbers, booleans, lists, dictionaries and objects with properties, nested as needed. Text is
    /// only ever text: see <see cref="ModelText"/>.</param>
    /// <exception cref="ArgumentException">There is no such mail in that language.</exception>
    /// <exception cref="FormatException">The template uses Markdown that a mail has no room for, such as a table.</exception>
    public RenderedMail Render(string kind, string language, IReadOnlyDictionary<string, object?> model)
    {
        var name = $"{kind}.{language}";
        if (!_subjects.TryGetValue(name, out var subjectTemplate))
        {
            throw new ArgumentException($"There is no mail template {name}{Extension}.", nameof(kind));
        }

        var context = NewContext(model, language);
        var subject = ModelText.OneLine(subjectTemplate.Render(context, NullEncoder.Default, isolateContext: false));
        var blocks = MailMarkdown.Parse(_files[name].Render(context, MarkdownEncoder.Default, isolateContext: false), name);

        context = NewContext(model, "html");
        context.SetValue("language", language);
        context.SetValue("subject", subject);
        context.SetValue("preheader", MailTextPart.Preheader(blocks));
        context.SetValue("blocks", FluidValue.Create(blocks, _options));
        var html = _files[Layout].Render(context, Html, isolateContext: false);

        return new RenderedMail(subject, MailTextPart.Write(blocks), html);
    }

    private TemplateContext NewContext(IReadOnlyDictionary<string, object?> model, string suffix)
    {
        var context = new TemplateContext(_options);
        foreach (var (key, value) in model)
        {
            context.SetValue(key, FluidValue.Create(ModelText.Fold(value), _options));
        }

        context.AmbientValues[Suffix] = suffix;
        return context;
    }

    private async ValueTask<Completion> WritePart(string part, TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        await _files[PartName(part, (string)context.AmbientValues[Suffix])].RenderAsync(writer, encoder, context);
        return Completion.Normal;
    }

    private static string PartName(string part, string suffix) => $"_{part}.{suffix}";

    private static (string Subject, string Body) SplitSubject(string path, string text)
    {
        const string label = "Subject: ";
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (!text.StartsWith(label, StringComparison.Ordinal) || end < 0 || text.IndexOf('\n', StringComparison.Ordinal) != end)
        {
            throw new InvalidDataException($"{path}: line 1 must be 'Subject: …' and line 2 empty.");
        }

        // The body keeps both line breaks, so that a fault in it is reported on the line where it is.
        return (text[label.Length..end], text[end..]);
    }

    private static IFluidTemplate Parse(FluidParser parser, string path, string text) =>
        parser.TryParse(text, out var template, out var error) ? template : throw new InvalidDataException($"{path}: {error}");

    [GeneratedRegex(@"\{%-?\s*part\s+([\w-]+)")]
    private static partial Regex PartTag();
}
