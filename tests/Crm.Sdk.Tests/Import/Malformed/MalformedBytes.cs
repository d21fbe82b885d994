using System.IO.Compression;
using System.Text;

namespace Crm.Sdk.Tests.Import.Malformed;

/// <summary>Bytes that are no UTF-8, or no text at all.</summary>
internal static class MalformedBytes
{
    private const string Header = MalformedCase.OrderHeader + "\n";

    private static readonly (string Name, byte[] Bytes)[] Sequences =
    [
        ("an overlong slash", [0xC0, 0xAF]),
        ("an overlong NUL", [0xC0, 0x80]),
        ("an overlong letter in three bytes", [0xE0, 0x81, 0x81]),
        ("an overlong letter in four bytes", [0xF0, 0x80, 0x81, 0x81]),
        ("a high surrogate", [0xED, 0xA0, 0x80]),
        ("a low surrogate", [0xED, 0xBF, 0xBF]),
        ("a surrogate pair in CESU-8", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
        ("a code point behind the last", [0xF4, 0x90, 0x80, 0x80]),
        ("a lead byte of five", [0xF8, 0x88, 0x80, 0x80, 0x80]),
        ("FE", [0xFE]),
        ("FF", [0xFF]),
        ("a continuation alone", [0x80]),
        ("one of two bytes", [0xC3]),
        ("two of three bytes", [0xE4, 0xBD]),
        ("three of four bytes", [0xF0, 0x9F, 0x98]),
        ("Latin-1", [(byte)'J', (byte)'o', (byte)'s', 0xE9]),
        ("windows-1252 quotes", [0x93, (byte)'x', 0x94]),
        ("GBK", [0xC4, 0xE3, 0xBA, 0xC3]),
        ("GB18030 in four bytes", [0x81, 0x30, 0x81, 0x30]),
        ("Big5", [0xA7, 0x41, 0xA6, 0x6E]),
        ("Shift-JIS", [0x83, 0x65, 0x83, 0x58]),
        ("EUC-KR", [0xBE, 0xC8]),
        ("KOI8-R", [0xCD, 0xC9, 0xD2]),
    ];

    public static IEnumerable<MalformedCase> All() => [.. Encodings(), .. Invalid(), .. Binaries()];

    private static IEnumerable<MalformedCase> Invalid()
    {
        foreach ((string name, byte[] bytes) in Sequences)
        {
            yield return MalformedCase.Whole($"{name} in a row", [.. U(Header), .. U("K,"), .. bytes, .. U(",2026-03-01,p,1,1,,,,,,,,,\n")], "line 2");
            yield return MalformedCase.Whole($"{name} in the header", [.. U("key,customer,date,amount,"), .. bytes, .. U("\nK,ada,2026-03-01,5,x\n")], "line 1");
            yield return MalformedCase.Whole($"{name} as the last bytes", [.. U(Header), .. U("K,ada,2026-03-01,p,1,1,,,,,,,,,\nL,"), .. bytes], "line 3");
            yield return MalformedCase.Whole($"{name} in JSON", [.. U("{\"customer\":\""), .. bytes, .. U("\",\"date\":\"2026-03-01\",\"amount\":5}\n")], "UTF-8", file: "rows.jsonl");
            yield return MalformedCase.Whole($"{name} where two blocks meet", [.. U(Header), .. U(new string('\n', 65_536 - Header.Length - 1)), .. bytes, .. U(",ada\n")], "UTF-8");
        }
    }

    private static IEnumerable<MalformedCase> Encodings()
    {
        const string text = Header + "K,客户,2026-03-01,p,1,1,,,,,,,,,\n";
        foreach (Encoding encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true) })
        {
            yield return MalformedCase.Whole($"{encoding.WebName} with a mark", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)], "UTF-16");
            yield return MalformedCase.Whole($"{encoding.WebName} without a mark", encoding.GetBytes(text), "UTF-16");
            yield return MalformedCase.Whole($"{encoding.WebName} JSON", encoding.GetBytes("{\"customer\":\"ada\"}\n"), "UTF-16", file: "rows.jsonl");
        }

        yield return MalformedCase.Whole("two marks of UTF-8", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. U("customer,date,amount\nada,2026-03-01,5\n")], "customer");
        yield return MalformedCase.Whole("half a mark of UTF-8", [0xEF, 0xBB, .. U("customer,date,amount\n")], "UTF-8");
        yield return MalformedCase.Whole("EBCDIC", [0x83, 0xA4, 0xA2, 0xA3, 0x96, 0x94, 0x85, 0x99, 0x25], "UTF-8");
        yield return MalformedCase.Whole("NUL at the start", "\0" + text, "UTF-16");
        yield return MalformedCase.Whole("NUL bytes only", new byte[4_096], "UTF-16");
        yield return MalformedCase.Row("NUL in a value far behind", new string('\n', 600) + "K,a\0da,2026-03-01,p,1,1,,,,,,,,,", "customer");
        yield return MalformedCase.Row("the replacement character of a broken conversion is text, the day is not", "K,Jos\uFFFD,2026-03-00,p,1,1,,,,,,,,,", "date");
    }

    private static IEnumerable<MalformedCase> Binaries()
    {
        byte[] zip = Zip("rows.csv"), workbook = Zip("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml");
        (string Name, byte[] Bytes)[] files =
        [
            ("a zip archive", zip),
            ("a workbook", workbook),
            ("gzip", Gzip(U(Header))),
            ("an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]]),
            ("PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]),
            ("JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10]),
            ("PDF", [.. U("%PDF-1.7\n%"), 0xE2, 0xE3, 0xCF, 0xD3, .. U("\n1 0 obj\n")]),
            ("SQLite", [.. U("SQLite format 3\0"), 0x10, 0, 1, 1]),
            ("ELF", [0x7F, .. U("ELF"), 2, 1, 1, 0, 0, 0]),
            ("Parquet", [.. U("PAR1"), 0x15, 0x04, 0x15, 0x80, 0x00]),
            ("Zstandard", [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x00]),
            ("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]),
        ];
        foreach ((string name, byte[] bytes) in files)
        {
            yield return MalformedCase.Whole($"{name} given as CSV", bytes);
            yield return MalformedCase.Whole($"{name} given as JSON Lines", bytes, file: "rows.jsonl");
        }

        for (int seed = 1; seed <= 20; seed++)
        {
            byte[] chance = new byte[seed * 37];
            new Random(seed).NextBytes(chance);
            yield return new MalformedCase($"chance bytes {seed}", "orders", chance, seed % 2 == 0 ? "rows.csv" : "rows.jsonl", Ending.ErrorOrRows);
        }
    }

    private static byte[] U(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(U(Header));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
