using System.Globalization;
using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.Export;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>Security requirement 7: a whole table of formulas goes through a safe export and comes back; numbers stay numbers.</summary>
public sealed class ExcelSafeTableTests
{
    /// <summary>The first characters by which spreadsheets take a cell for a formula or a command, full-width forms too. NUL cannot be kept, see <see cref="FormulaGuardTests"/>.</summary>
    private static readonly string[] Triggers = ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"];

    private static readonly string[] Hidings = ["", "\uFEFF", "\u200B", "\u2060", "\u200E"];

    private static readonly string[] Payloads = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://evil.example\",\"x\")", "SUM(A1:A9)"];

    private static readonly string[] Texts = [.. from trigger in Triggers from hiding in Hidings from payload in Payloads select hiding + trigger + payload];

    private static readonly string[] TextColumns = ["key", "name", "address", "city", "region", "industry", "owner", "source", "tags", "attr.size", "customer", "product", "channel", "email", "phone"];

    [Fact]
    public void The_table_has_more_than_200_cases() => Assert.InRange(Texts.Length, 200, 1_000);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task No_cell_of_a_safe_export_is_a_formula_and_all_of_it_imports_to_the_same_state(char delimiter)
    {
        ImportBench bench = await FilledAsync();
        ImportFormat format = ImportFormat.Delimited(delimiter);
        string customers = await ExportAsync(bench, "customers", format), orders = await ExportAsync(bench, "orders", format);

        int guarded = CheckCells(customers, delimiter) + CheckCells(orders, delimiter);

        Assert.InRange(guarded, Texts.Length * 5, int.MaxValue);
        var copy = new ImportBench();
        foreach ((string kind, string text) in new[] { ("customers", customers), ("orders", orders) })
        {
            ImportReport report = await copy.ImportAsync(ImportBench.Request(kind, text) with { Format = format, CreateCustomers = false });
            Assert.Empty(report.FirstRejected);
        }

        Assert.Equal(await bench.StateAsync(), await copy.StateAsync());
    }

    [Fact]
    public async Task Negative_numbers_are_numbers_in_every_numeric_column()
    {
        ImportBench bench = await FilledAsync();

        List<string[]> rows = [.. Rows(await ExportAsync(bench, "orders", ImportFormat.Csv), ',')];

        foreach (string column in new[] { "quantity", "cost", "amount", "tax" })
        {
            int at = Array.IndexOf(rows[0], column);
            Assert.All(rows.Skip(1), row => Assert.True(decimal.Parse(row[at], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) < 0, $"{column}: {row[at]}"));
        }

        rows = [.. Rows(await ExportAsync(bench, "customers", ImportFormat.Csv), ',')];
        Assert.All(rows.Skip(1), row => Assert.Equal("-33.9", row[Array.IndexOf(rows[0], "latitude")]));
    }

    /// <summary>Looks at every cell as a spreadsheet would.</summary>
    private static int CheckCells(string csv, char delimiter)
    {
        List<string[]> rows = [.. Rows(csv, delimiter)];
        int guarded = 0;
        foreach (string[] row in rows.Skip(1))
        {
            Assert.Equal(rows[0].Length, row.Length);
            for (int column = 0; column < row.Length; column++)
            {
                string seen = row[column].TrimStart(' ', '\uFEFF', '\u200B', '\u2060', '\u200E', '\u200F');
                bool risky = seen.Length > 0 && "=+-@\t\r\n\0＝＋－＠".Contains(seen[0], StringComparison.Ordinal);
                bool isNumber = decimal.TryParse(row[column], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
                Assert.True(!risky || (isNumber && !TextColumns.Contains(rows[0][column])), $"{rows[0][column]}: {row[column]}");
                guarded += row[column].StartsWith('\'') ? 1 : 0;
            }
        }

        return guarded;
    }

    /// <summary>A reader of RFC 4180 of this test's own: what wrote the file must not judge it.</summary>
    private static IEnumerable<string[]> Rows(string csv, char delimiter)
    {
        List<string> row = [];
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = csv[0] == '\uFEFF' ? 1 : 0; i < csv.Length; i++)
        {
            char c = csv[i];
            if (quoted)
            {
                quoted = c != '"' || (i + 1 < csv.Length && csv[i + 1] == '"');
                if (c != '"' || quoted)
                {
                    cell.Append(c);
                    i += c == '"' ? 1 : 0;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == delimiter || c == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. row];
                    row.Clear();
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
    }

    private static async Task<string> ExportAsync(ImportBench bench, string kind, ImportFormat format)
    {
        using var stream = new MemoryStream();
        await new ExportService(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Time)
            .ExportAsync(ImportBench.Scope, new ExportRequest(kind) { Format = format, ExcelSafe = true }, stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<ImportBench> FilledAsync()
    {
        var bench = new ImportBench();
        await using ICrmSession session = new CrmCore(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Clock, bench.Trail).OpenSession(ImportBench.Scope);
        for (int i = 0; i < Texts.Length; i++)
        {
            string text = Texts[i].Trim(), key = $"{string.Concat(text.Where(static c => !char.IsControl(c)))}#{i}";
            var customer = new Customer
            {
                Id = CustomerId.New(),
                Kind = CustomerKind.Enterprise,
                Key = key,
                Region = text,
                Industry = text,
                Owner = text,
                Source = text,
                Address = new PostalAddress { Street = text, City = text, Point = GeoPoint.Of(-33.9m, -18.4m, GeoDatum.Wgs84) },
                Attributes = [new AttributeValue("size", text)],
            };
            session.Add(customer);
            session.Add(new Order
            {
                Id = OrderId.New(),
                Customer = customer.Id,
                Key = key,
                PlacedAt = bench.Clock.GetCurrentInstant(),
                Currency = Currency.Cny,
                Channel = text,
                Region = text,
                Type = OrderType.Return,
                Lines =
                [
                    new OrderLine
                    {
                        Product = text, Quantity = new Quantity(-2_000_000), Net = Money.OfMinor(-1_050, Currency.Cny), Discount = Money.Zero(Currency.Cny), Tax = Money.OfMinor(-1, Currency.Cny), Cost = Money.OfMinor(-7, Currency.Cny),
                    },
                ],
            });
        }

        await session.CommitAsync(CancellationToken.None);
        return bench;
    }
}
