using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Texts;

namespace Temadagar.Organizers;

/// <summary>
/// How many tries a password stands against someone who begins with what people choose: common passwords and words, walks on the keyboard,
/// sequences, numbers, each piece again and again, letters written as digits. After zxcvbn (Wheeler, USENIX Security 2016), coarser.
/// </summary>
public static partial class Guesses
{
    private const int ShortestRun = 3;
    private const int RunPrice = 2;
    private const int NumberPrice = 3;
    private const int OwnPrice = 1;
    private const int FrequentPrice = 2;
    private const int KnownPrice = 3;
    private const int Frequent = 1000;

    // What is tried first here, and is in no list of the world's passwords.
    private static readonly string[] Local =
    [
        "losenord", "passord", "jagheter", "bajskorv", "pippi", "langstrump", "djurgarden", "hammarby", "duavgor", "ersattning", "sexmotersattning", "hivsti",
        "losenord", "passord", "administrator", "valkommen", "hemligt", "hemlig", "jagalskardig", "sommar", "vinter", "host", "januari", "februari", "mars", "april",
        "juni", "juli", "augusti", "september", "oktober", "november", "december", "mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag",
        "sverige", "svenska", "stockholm", "goteborg", "malmo", "uppsala", "lulea", "umea", "ostersund", "harnosand", "sundsvall", "kiruna", "boden",
        "lansstyrelsen", "lansstyrelse", "norrbotten", "vasterbotten", "vasternorrland", "jamtland", "norrland", "temadagar", "temadag", "arrangor", "organizer",
        "deltagare", "socialtjanst", "socialtjansten", "socialsekreterare", "polis", "polisen", "kommun", "kommunen", "region", "regionen", "myndighet", "prostitution",
        "manniskohandel", "fotboll", "hockey", "prinsessa", "dator", "sommarlov", "midsommar", "alskling", "mamma", "pappa", "correcthorsebatterystaple",
    ];

    private static readonly Lazy<Dictionary<string, int>> Known = new(Read);

    private static readonly string[] Keys = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly double[] KeysBegin = [0, 0.5, 0.75, 1.25];

    /// <summary>The power of ten of the tries, roughly.</summary>
    /// <param name="own">Words of one's own, such as those of one's address: tried before all others.</param>
    public static int Power(string password, IEnumerable<string> own)
    {
        var mine = own.Select(Plain).Where(word => word.Length >= ShortestRun).ToHashSet(StringComparer.Ordinal);
        var plain = Plain(password);
        string[] forms = [plain, new([.. plain.Where(char.IsLetterOrDigit)])];
        return forms.SelectMany(form => new[] { form, Repeated().Replace(form, "$1") }).Min(form => Price(form, mine));
    }

    // The cheapest way to put it together from pieces.
    private static int Price(string text, HashSet<string> own)
    {
        string[] readings = [text, Unmasked(text, 'i'), Unmasked(text, 'l')];
        var cheapest = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            cheapest[end] = Enumerable.Range(0, end).Min(start => cheapest[start] + PieceOf(readings, start, end, own));
        }

        return cheapest[^1];
    }

    private static int PieceOf(string[] readings, int start, int end, HashSet<string> own)
    {
        var piece = readings[0].AsSpan(start, end - start);
        var price = piece.Length;
        if (AreAll(piece, char.IsAsciiDigit) || AreAll(piece, letter => !char.IsLetterOrDigit(letter)))
        {
            price = Math.Min(price, NumberPrice);
        }

        if (piece.Length >= ShortestRun && (IsWalk(piece) || IsSequence(piece)))
        {
            price = Math.Min(price, RunPrice);
        }

        foreach (var reading in readings)
        {
            var word = reading.AsSpan(start, end - start);
            if (own.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            {
                return OwnPrice;
            }

            if (Known.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known))
            {
                price = Math.Min(price, known);
            }
        }

        return price;
    }

    private static bool AreAll(ReadOnlySpan<char> piece, Func<char, bool> kind)
    {
        foreach (var letter in piece)
        {
            if (!kind(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSequence(ReadOnlySpan<char> piece)
    {
        var step = piece[1] - piece[0];
        for (var i = 1; i < piece.Length; i++)
        {
            if (piece[i] - piece[i - 1] != step)
            {
                return false;
            }
        }

        return Math.Abs(step) <= 1;
    }

    private static bool IsWalk(ReadOnlySpan<char> piece)
    {
        for (var i = 1; i < piece.Length; i++)
        {
            if (!AreNeighbours(piece[i - 1], piece[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreNeighbours(char one, char other)
    {
        var (from, to) = (PlaceOf(one), PlaceOf(other));
        return from is var (fromRow, fromColumn) && to is var (toRow, toColumn) && Math.Abs(fromRow - toRow) <= 1
            && Math.Abs(fromColumn - toColumn) is var apart && (fromRow == toRow ? apart <= 1 : apart < 1);
    }

    private static (int Row, double Column)? PlaceOf(char key)
    {
        for (var row = 0; row < Keys.Length; row++)
        {
            if (Keys[row].IndexOf(key, StringComparison.Ordinal) is >= 0 and var column)
            {
                return (row, KeysBegin[row] + column);
            }
        }

        return null;
    }

    // Small letters without accents and blanks: none of them makes it rarer.
    private static string Plain(string text) => string.Concat(Unicode.Normalized(text.ToLowerInvariant(), NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && !char.IsWhiteSpace(letter)));

    // What is written with digits and signs that look like letters.
    private static string Unmasked(string text, char one) => string.Concat(text.Select(letter => letter switch
    {
        '0' => 'o',
        '1' or '!' => one,
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => letter,
    }));

    private static Dictionary<string, int> Read()
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, word) in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "passwords", "common.txt")).Index())
        {
            known[Plain(word)] = index < Frequent ? FrequentPrice : KnownPrice;
        }

        foreach (var word in Local)
        {
            known[word] = FrequentPrice;
        }

        return known;
    }

    [GeneratedRegex(@"(.+?)\1+", RegexOptions.CultureInvariant)]
    private static partial Regex Repeated();
}
