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
    private const int NumberAmongOthersPrice = 4;
    private const int OwnPrice = 1;
    private const int FrequentPrice = 2;
    private const int KnownPrice = 3;
    private const int Frequent = 1000;

    // Numbers that people have are no longer: a day with the time, an identity number, a telephone number with its country.
    private const int LongestNumber = 12;

    // So that those of twelve, which are cheap, are followed soon by those that are worth what they seem.
    private const int PricePerDigitBeyond = 2;

    // Dots and dashes between the letters make nothing rarer; many kinds of signs do.
    private const int FreeSigns = 2;

    // What is tried first here, and is in no list of the world's passwords.
    private static readonly string[] Local =
    [
        "losenord", "passord", "jagheter", "bajskorv", "pippi", "langstrump", "djurgarden", "hammarby", "duavgor", "ersattning", "sexmotersattning", "hivsti",
        "hejsan", "hoppsan", "administrator", "valkommen", "hemligt", "hemlig", "jagalskardig", "sommar", "vinter", "host", "januari", "februari", "mars", "april",
        "juni", "juli", "augusti", "september", "oktober", "november", "december", "mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag",
        "sverige", "svenska", "stockholm", "goteborg", "malmo", "uppsala", "lulea", "umea", "ostersund", "harnosand", "sundsvall", "kiruna", "boden",
        "lansstyrelsen", "lansstyrelse", "norrbotten", "vasterbotten", "vasternorrland", "jamtland", "norrland", "temadagar", "temadag", "arrangor", "organizer",
        "deltagare", "socialtjanst", "socialtjansten", "socialsekreterare", "polis", "polisen", "kommun", "kommunen", "region", "regionen", "myndighet", "prostitution",
        "manniskohandel", "fotboll", "hockey", "prinsessa", "dator", "sommarlov", "midsommar", "alskling", "mamma", "pappa", "correcthorsebatterystaple",
    ];

    private static readonly Lazy<Dictionary<string, int>> Known = new(Read);

    private static readonly string[] Keys = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly double[] KeysBegin = [0, 0.5, 0.75, 1.25];

    // The first row with Shift, on an American keyboard and on a Swedish one.
    private static readonly string[] Shifted = ["!@#$%^&*()", "!\"#¤%&/()="];

    /// <summary>The power of ten of the tries, roughly.</summary>
    /// <param name="own">Words of one's own, such as those of one's address: tried before all others.</param>
    public static int Power(string password, IEnumerable<string> own)
    {
        var mine = own.Select(Plain).Where(word => word.Length >= ShortestRun).ToHashSet(StringComparer.Ordinal);
        var plain = Plain(password);
        var without = new string([.. plain.Where(char.IsLetterOrDigit)]);
        var power = PriceOf(plain);
        return without.Length == 0 ? power : Math.Min(power, PriceOf(without) + Math.Max(0, SignsIn(plain) - FreeSigns));

        int PriceOf(string form) => Math.Min(Price(form, mine), Price(Repeated().Replace(form, "$1"), mine));
    }

    // The cheapest way to put it together from pieces.
    private static int Price(string text, HashSet<string> own)
    {
        string[] keyed = [text, .. Shifted.Select(row => Unshifted(text, row))];
        string[] readings = [.. keyed, Unmasked(text, 'i'), Unmasked(text, 'l')];
        var cheapest = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            cheapest[end] = Enumerable.Range(0, end).Min(start => cheapest[start] + PieceOf(readings, keyed, start, end, own));
        }

        return cheapest[^1];
    }

    private static int PieceOf(string[] readings, string[] keyed, int start, int end, HashSet<string> own)
    {
        var text = readings[0];
        var piece = text.AsSpan(start, end - start);
        var price = piece.Length;
        if (AreAll(piece, char.IsAsciiDigit))
        {
            var isAllOfIt = (start == 0 || !char.IsAsciiDigit(text[start - 1])) && (end == text.Length || !char.IsAsciiDigit(text[end]));
            price = Math.Min(price, isAllOfIt ? NumberPrice + (PricePerDigitBeyond * Math.Max(0, piece.Length - LongestNumber)) : price);
            price = Math.Min(price, Numbers.IsOneThatPeopleHave(piece) ? NumberAmongOthersPrice : price);
        }
        else if (AreAll(piece, IsSign))
        {
            price = SignsIn(piece);
        }

        if (piece.Length >= ShortestRun && (IsSequence(piece) || Array.Exists(keyed, reading => IsWalk(reading.AsSpan(start, end - start)))))
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

    private static bool IsSign(char letter) => !char.IsLetterOrDigit(letter);

    // The same one again is no rarer.
    private static int SignsIn(ReadOnlySpan<char> text)
    {
        var signs = new HashSet<char>();
        foreach (var letter in text)
        {
            if (IsSign(letter))
            {
                signs.Add(letter);
            }
        }

        return signs.Count;
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

    // What Shift was held down for, in whole or in part.
    private static string Unshifted(string text, string row) =>
        string.Concat(text.Select(letter => row.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var column ? Keys[0][column] : letter));

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
        foreach (var word in Lines("long.txt"))
        {
            known[Plain(word)] = KnownPrice;
        }

        foreach (var (index, word) in Lines("common.txt").Index())
        {
            known[Plain(word)] = index < Frequent ? FrequentPrice : KnownPrice;
        }

        foreach (var word in Local)
        {
            known[word] = FrequentPrice;
        }

        return known;

        static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "passwords", file));
    }

    [GeneratedRegex(@"(.+?)\1+", RegexOptions.CultureInvariant)]
    private static partial Regex Repeated();
}
