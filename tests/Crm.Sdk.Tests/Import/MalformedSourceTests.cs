using System.Text;
using Crm.Sdk.Import;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>DQ-1, DQ-2: what is wrong with a row refuses the row, what is wrong with a file refuses the file before anything is written; nothing else happens.</summary>
public sealed class MalformedSourceTests
{
    private const string OrderHeader = "key,customer,date,product,quantity,price,discount,cost,amount,tax,currency,channel,region,status,type\n";

    /// <summary>One row each, good but for the one thing that the refusal names.</summary>
    public static TheoryData<string, string, string> BadOrderRows => new()
    {
        { "date", "", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "2026-13-01", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "2026-02-29", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "2026-2-1", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "01.03.2026", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "03/01/2026", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "20260301", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "2026-03-01T25:00:00", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "2026-03-01T10:00:00+99:00", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "0000-01-01", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "yesterday", "K,ada,{0},p,1,1,,,,,,,,," },
        { "date", "46082", "K,ada,{0},p,1,1,,,,,,,,," },
        { "customer", "", "K,{0},2026-03-01,p,1,1,,,,,,,,," },
        { "quantity", "x", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "1e3", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "1 000", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "0x10", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "1.0000001", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "99999999999999", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "--1", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "1-", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "(1)", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "１", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "NaN", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "quantity", "∞", "K,ada,2026-03-01,p,{0},1,,,,,,,,," },
        { "price", "$5", "K,ada,2026-03-01,p,1,{0},,,,,,,,," },
        { "price", "5 CNY", "K,ada,2026-03-01,p,1,{0},,,,,,,,," },
        { "price", "5.1234567", "K,ada,2026-03-01,p,1,{0},,,,,,,,," },
        { "price", "1.2.3", "K,ada,2026-03-01,p,1,{0},,,,,,,,," },
        { "price", ".", "K,ada,2026-03-01,p,1,{0},,,,,,,,," },
        { "price", "9999999999999", "K,ada,2026-03-01,p,1,{0},,,,,,,,," },
        { "amount", "", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "amount", "1.005", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "amount", "\"1,234.50\"", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "amount", "\"1.234,50\"", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "amount", "999999999999999999999", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "amount", "12345678901234567890123456789012345678901", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "amount", "#REF!", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "amount", "null", "K,ada,2026-03-01,p,1,,,,{0},,,,,," },
        { "discount", "10%", "K,ada,2026-03-01,p,1,5,{0},,,,,,,," },
        { "discount", "0.001", "K,ada,2026-03-01,p,1,5,{0},,,,,,,," },
        { "cost", "five", "K,ada,2026-03-01,p,1,5,,{0},,,,,,," },
        { "tax", "VAT", "K,ada,2026-03-01,p,1,5,,,,{0},,,,," },
        { "currency", "ABC", "K,ada,2026-03-01,p,1,5,,,,,{0},,,," },
        { "currency", "RMB", "K,ada,2026-03-01,p,1,5,,,,,{0},,,," },
        { "currency", "$", "K,ada,2026-03-01,p,1,5,,,,,{0},,,," },
        { "currency", "XAU", "K,ada,2026-03-01,p,1,5,,,,,{0},,,," },
        { "price", "8000000000000", "K,ada,2026-03-01,p,8000000000000,{0},,,,,JPY,,,," },
        { "status", "lost", "K,ada,2026-03-01,p,1,5,,,,,,,,{0}," },
        { "status", "1", "K,ada,2026-03-01,p,1,5,,,,,,,,{0}," },
        { "type", "refund", "K,ada,2026-03-01,p,1,5,,,,,,,,,{0}" },
        { "key", "a\u0007b", "{0},ada,2026-03-01,p,1,5,,,,,,,,," },
        { "", "", "K,ada,2026-03-01,p,1,1" },
        { "", "", "K,ada,2026-03-01,p,1,1,,,,,,,,,,extra" },
        { "", "", "K,ada,2026-03-01,\"p\"x,1,1,,,,,,,,," },
        { "", "", "K,ada,2026-03-01,5\" disk,1,1,,,,,,,,," },
        { "", "", "K;ada;2026-03-01" },
        { "", "", "only text" },
    };

    [Theory]
    [MemberData(nameof(BadOrderRows))]
    public async Task A_bad_row_of_orders_is_refused_by_field_and_value_and_its_neighbours_are_imported(string field, string value, string row)
    {
        var bench = new ImportBench();
        string good = "K1,ada,2026-03-01,p,1,1,,,,,,,,,\n", behind = "K2,ada,2026-03-01,p,1,1,,,,,,,,,\n";

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", OrderHeader + good + string.Format(System.Globalization.CultureInfo.InvariantCulture, row, value) + "\n" + behind));

        Assert.Equal((3, 2, 1), (report.Read, report.Created, report.Rejected));
        RejectedRow rejected = Assert.Single(report.FirstRejected);
        Assert.Equal((3, field, value.Trim('"')), (rejected.Line, rejected.Field, rejected.Value));
        Assert.True(rejected.Error.Length > 10);
        Assert.Equal(["K1", "K2"], (await bench.OrdersAsync()).Select(static order => order.Key!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("email", "ada")]
    [InlineData("email", "ada@x")]
    [InlineData("phone", "call me")]
    [InlineData("phone", "123456789012")]
    [InlineData("birthday", "1990-02-30")]
    [InlineData("birthday", "lunar:1987-05L-01")]
    [InlineData("birthday", "30 June")]
    [InlineData("gender", "often")]
    [InlineData("kind", "pet")]
    [InlineData("country", "China")]
    [InlineData("country", "UK")]
    [InlineData("latitude", "91")]
    [InlineData("latitude", "north")]
    [InlineData("zone", "Mars/Olympus")]
    [InlineData("language", "english language")]
    [InlineData("tags", "[1,2]")]
    [InlineData("tags", "[broken")]
    [InlineData("contactPoints", "x")]
    [InlineData("contactPoints", "[{\"kind\":\"Pigeon\",\"value\":\"x\"}]")]
    [InlineData("contactPoints", "[{\"kind\":\"Phone\"}]")]
    [InlineData("name", "Ada\u0001")]
    [InlineData("key", "TOO LONG")]
    [InlineData("region", "TOO LONG")]
    public async Task A_bad_value_of_a_customer_is_refused_by_field_and_value(string field, string value)
    {
        var bench = new ImportBench();
        string written = value == "TOO LONG" ? new string('x', 300) : value;
        string quoted = $"\"{written.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        string header = field == "key" ? "key,longitude,industry" : $"key,longitude,{field}";
        string row = field == "key" ? $"{quoted},," : $"b,{(field == "latitude" ? "10" : string.Empty)},{quoted}";

        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", $"{header}\na,,\n{row}\nc,,\n") with { Country = "CN" });

        Assert.Equal((2, 1), (report.Created, report.Rejected));
        RejectedRow rejected = Assert.Single(report.FirstRejected);
        Assert.Equal((3, field), (rejected.Line, rejected.Field));
        Assert.StartsWith(written[..Math.Min(200, written.Length)], rejected.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ImportErrorCodes.BadFile, "empty")]
    [InlineData("\n\n", ImportErrorCodes.BadFile, "empty")]
    [InlineData("\uFEFF", ImportErrorCodes.BadFile, "empty")]
    [InlineData("key,date,amount\n", ImportErrorCodes.BadColumns, "need customer")]
    [InlineData("key,customer,amount\n", ImportErrorCodes.BadColumns, "need date")]
    [InlineData("key,customer,date\n", ImportErrorCodes.BadColumns, "amount or price")]
    [InlineData("a,b,c\n1,2,3\n", ImportErrorCodes.BadColumns, "columns are a, b, c")]
    [InlineData("customer;date;amount\nada;2026-03-01;5\n", ImportErrorCodes.BadColumns, "';'")]
    [InlineData("customer\tdate\tamount\nada\t2026-03-01\t5\n", ImportErrorCodes.BadColumns, "'tab'")]
    [InlineData("customer,date,amount,amount\nada,2026-03-01,5,5\n", ImportErrorCodes.BadColumns, "'amount' twice")]
    [InlineData("customer,\"date,amount\nada,2026-03-01,5\n", ImportErrorCodes.BadFile, "header")]
    [InlineData("{\"customer\":\"ada\"}\n", ImportErrorCodes.BadFile, "header")]
    public async Task A_file_that_is_no_table_of_orders_is_one_clear_error(string text, string code, string says)
    {
        var bench = new ImportBench();

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(ImportBench.Request("orders", text)));

        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Empty(await bench.EverythingAsync());
    }

    [Theory]
    [InlineData("custmer", "customer_id", "Did you mean 'customer'?")]
    [InlineData("customer", "customer-id", "Did you mean 'customer_id'?")]
    [InlineData("customer", "nothing", "customer_id, date, amount")]
    [InlineData("attr.x", "date", "no target 'attr.x'")]
    public async Task A_map_that_names_what_is_not_there_is_told_what_there_is(string target, string column, string says)
    {
        var bench = new ImportBench();
        ImportRequest request = ImportBench.Request("orders", "customer_id,date,amount\nada,2026-03-01,5\n") with { Map = new Dictionary<string, string> { [target] = column } };

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(request));

        Assert.Equal(ImportErrorCodes.BadColumns, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], string> NotUtf8 => new()
    {
        { [.. "customer,date,amount\nada,2026-03-01,5\n"u8, 0xC4, 0xE3, 0xBA, 0xC3, .. ",2026-03-01,5\n"u8], "line 3" }, // 你好 in GBK
        { [.. "customer,date,amount\nJos"u8, 0xE9, .. ",2026-03-01,5\n"u8], "line 2" }, // é in windows-1252
        { [.. "customer,date,amount\n"u8, 0xC3], "line 2" },
        { [.. "customer,date,amount\n"u8, 0xED, 0xA0, 0x80, .. ",2026-03-01,5\n"u8], "line 2" }, // half of a surrogate pair
        { [.. "customer,date,amount\n"u8, 0xC0, 0xAF, .. ",2026-03-01,5\n"u8], "line 2" }, // an overlong form
        { [.. "customer,date,amount\n"u8, 0xF5, 0x80, 0x80, 0x80], "line 2" },
        { Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("customer,date,amount\nada,2026-03-01,5\n")).ToArray(), "UTF-16" },
        { Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes("customer,date,amount\n")).ToArray(), "UTF-16" },
        { Encoding.Unicode.GetBytes("customer,date,amount\nada,2026-03-01,5\n"), "UTF-16" },
        { [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00], "UTF-8" }, // a workbook of Excel
    };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public async Task A_file_in_another_encoding_is_refused_before_anything_is_written(byte[] bytes, string says)
    {
        var bench = new ImportBench();
        foreach (ImportFormat format in new[] { ImportFormat.Csv, ImportFormat.Blanks, ImportFormat.JsonLines })
        {
            ImportRequest request = new("orders", ImportSource.Stream(new MemoryStream(bytes), "rows.csv")) { Currency = Currency.Cny, CreateCustomers = true, Format = format, ChunkSize = 1 };

            CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(request));

            Assert.True(error.Code == ImportErrorCodes.BadEncoding || format != ImportFormat.Csv, error.Message);
            Assert.True(format != ImportFormat.Csv || error.Message.Contains(says, StringComparison.Ordinal), error.Message);
        }

        Assert.Empty(await bench.EverythingAsync());
    }

    [Fact]
    public async Task A_character_that_two_blocks_share_is_one_character()
    {
        var bench = new ImportBench();
        string name = string.Concat(Enumerable.Repeat("王芳é𠀀", 20_000));
        StringBuilder text = new("key,customer,date,amount,product\n");
        for (int i = 0; i < 4_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"K{i},客户{i},2026-03-01,5,{name.AsSpan((i * 5) % 1000, 40 + (i % 7))}\n");
        }

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", text.ToString()) with { Source = ImportSource.Stream(new Dribble(Encoding.UTF8.GetBytes(text.ToString())), "dribble.csv") });

        Assert.Equal((4_000, 0), (report.Read, report.Created - 4_000 + report.Rejected));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_an_error_and_not_a_row_of_the_whole_file()
    {
        var bench = new ImportBench();
        var text = new StringBuilder("customer,date,amount\nada,2026-03-01,5\n\"bob,2026-03-01,6\n");
        text.Insert(text.Length, "eve,2026-03-01,7\n", 200_000);

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(ImportBench.Request("orders", text.ToString())));

        Assert.Equal(ImportErrorCodes.BadFile, error.Code);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
        Assert.Empty(await bench.EverythingAsync());
    }

    [Fact]
    public async Task A_line_without_end_is_an_error_in_tables_with_blanks_and_in_json_lines()
    {
        var bench = new ImportBench();
        string endless = new('x', 3_000_000);
        foreach (ImportFormat format in new[] { ImportFormat.Blanks, ImportFormat.JsonLines })
        {
            CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(ImportBench.Request("orders", endless) with { Format = format }));
            Assert.Equal(ImportErrorCodes.BadFile, error.Code);
        }
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    [InlineData("{\"key\":\"K\"")]
    [InlineData("{\"key\":\"K\",}")]
    [InlineData("{\"key\":\"K\"} {}")]
    [InlineData("{\"key\":\"K\",\"key\":\"L\",\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":5}")]
    [InlineData("{\"customer\":\"\\ud800\",\"date\":\"2026-03-01\",\"amount\":5}")]
    [InlineData("{\"customer\":\"a\\u0000b\",\"date\":\"2026-03-01\",\"amount\":5}")]
    [InlineData("{'key':'K'}")]
    [InlineData("{\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":true}")]
    [InlineData("{\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":5e400}")]
    [InlineData("{\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":[5]}")]
    [InlineData("{\"customer\":\"ada\",\"date\":20260301,\"amount\":5}")]
    [InlineData("{\"customer\":null,\"date\":\"2026-03-01\",\"amount\":5}")]
    public async Task A_bad_line_of_json_is_refused_and_its_neighbours_are_imported(string line)
    {
        var bench = new ImportBench();
        const string good = """{"customer":"ada","date":"2026-03-01","amount":5.25}""";

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", $"{good}\n{line}\n\n{good}\n", "rows.jsonl"));

        Assert.Equal((3, 2, 1), (report.Read, report.Created, report.Rejected));
        Assert.Equal(2, Assert.Single(report.FirstRejected).Line);
    }

    [Fact]
    public async Task Deeply_nested_json_is_refused()
    {
        var bench = new ImportBench();
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", "{\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":5}\n" + deep + "\n", "rows.jsonl"));

        Assert.Equal((1, 1), (report.Created, report.Rejected));
    }

    [Fact]
    public async Task Line_numbers_count_the_lines_inside_quotes()
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", "key,address\r\na,\"12 High Street\r\nLondon\"\r\n\r\nb,\"x\ny\nz\"\r\nc,d,e\r\n"));

        Assert.Equal((2, 1), (report.Created, report.Rejected));
        Assert.Equal(8, Assert.Single(report.FirstRejected).Line);
        Assert.Contains(await bench.CustomersAsync(), static customer => customer.Address!.Street == "12 High Street\r\nLondon");
    }

    [Theory]
    [InlineData("yyyymmdd")]
    [InlineData("")]
    [InlineData("yyyy-MM-dd qq")]
    [InlineData("'unclosed")]
    public async Task A_pattern_that_is_no_date_is_refused(string pattern)
    {
        var bench = new ImportBench();

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(ImportBench.Request("orders", "customer,date,amount\nada,20260301,5\n") with { DateFormat = pattern }));

        Assert.Equal(ImportErrorCodes.BadOption, error.Code);
    }

    [Fact]
    public async Task Options_out_of_range_and_unknown_kinds_are_refused()
    {
        var bench = new ImportBench();
        ImportRequest good = ImportBench.Request("orders", "customer,date,amount\nada,2026-03-01,5\n");
        (ImportRequest Request, string Code)[] bad =
        [
            (good with { ChunkSize = 0 }, ImportErrorCodes.BadOption),
            (good with { ChunkSize = ImportRequest.MaxChunkSize + 1 }, ImportErrorCodes.BadOption),
            (good with { Country = "UK" }, ImportErrorCodes.BadOption),
            (good with { Currency = null }, ImportErrorCodes.BadOption),
            (good with { SourceName = new string('x', ImportRequest.MaxSourceNameLength + 1) }, ImportErrorCodes.BadOption),
            (good with { SourceName = " " }, ImportErrorCodes.BadOption),
            (good with { Kind = "order" }, ImportErrorCodes.UnknownKind),
            (good with { Source = ImportSource.File("/nowhere/at/all.csv") }, ImportErrorCodes.BadFile),
        ];
        foreach ((ImportRequest request, string code) in bad)
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(request))).Code);
        }

        Assert.Contains("'orders'", (await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(good with { Kind = "order" }))).Message, StringComparison.Ordinal);
        Assert.All(new[] { "x", "::", "", "commas" }, static text => Assert.Equal(ImportErrorCodes.BadOption, Assert.Throws<CrmException>(() => ImportFormat.Parse(text)).Code));
    }

    /// <summary>Gives its bytes in pieces of 1 to 13.</summary>
    private sealed class Dribble(byte[] bytes) : MemoryStream(bytes)
    {
        private int _size;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + (_size++ % 13))], cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => base.ReadAsync(buffer, offset, Math.Min(count, 1 + (_size++ % 13)), cancellationToken);
    }
}
