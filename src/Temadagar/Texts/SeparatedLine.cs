using CsvHelper;

namespace Temadagar.Texts;

/// <summary>A line of a table that is text (RFC 4180), read by itself: a quotation mark that is not closed spoils its own line only.</summary>
public static class SeparatedLine
{
    /// <returns>Its cells, trimmed; null: a cell begins with a quotation mark and does not end with one.</returns>
    public static List<string>? Cells(string line, char separator)
    {
        // Text processors write spaces that do not break.
        var plain = line.Replace('\u00A0', ' ');
        var cells = plain.Split(separator, StringSplitOptions.TrimEntries);
        if (!cells.Any(cell => cell.StartsWith('"')))
        {
            // Quotation marks within a cell are words of it.
            return [.. cells];
        }

        var form = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrimWhitespace = true,
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        try
        {
            using var reader = CsvReader.Create(new StringReader(plain), form, leaveOpen: false);
            return reader.Read() ? [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)] : [""];
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }
}
