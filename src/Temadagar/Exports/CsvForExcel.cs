using CsvHelper;

namespace Temadagar.Exports;

/// <summary>
/// How CSV (RFC 4180) is written that Swedish Excel opens by a double click: UTF-8 with a byte order mark, semicolons. A cell that a spreadsheet would take for a formula
/// begins with an apostrophe (OWASP, CSV Injection).
/// </summary>
internal static class CsvForExcel
{
    public static CsvWriter To(Stream stream) =>
        CsvWriter.Create(stream, new CsvWriterOptions { Separator = ';', Injection = CsvInjection.Escape, WriteByteOrderMark = true }, leaveOpen: true);
}
