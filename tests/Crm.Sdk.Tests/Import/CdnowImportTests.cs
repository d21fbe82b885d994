using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>DQ-1 on the real purchases of CDNOW.</summary>
public sealed class CdnowImportTests
{
    [Fact]
    public async Task All_purchases_are_imported_equal_ones_too_and_every_customer_is_added_once()
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Cdnow());

        Assert.Equal((69_659, 69_659, 0, 0, 0, 23_570), (report.Read, report.Created, report.Updated, report.Unchanged, report.Rejected, report.CustomersCreated));
        IReadOnlyList<Order> orders = await bench.OrdersAsync();
        IReadOnlyList<Customer> customers = await bench.CustomersAsync();
        Assert.Equal(69_659, orders.Count);
        Assert.Equal(23_570, customers.Count);
        Assert.Equal(2_500_315.63m, orders.Sum(static order => order.Net.Amount)); // the sum of the file's last column
        Assert.Equal(58, orders.Count(static order => order.PlacedAt == Instant.FromUtc(1998, 6, 30, 0, 0)));
        Assert.Equal(255, orders.Count(static order => !order.Key!.EndsWith(":0", StringComparison.Ordinal)));
        Assert.All(orders, order => Assert.Equal(report.Run, order.Origin!.Run));
        Assert.Contains(customers, static customer => customer is { Key: "00001", Kind: CustomerKind.Individual });
    }

    [Fact]
    public async Task Each_chunk_leaves_one_audit_entry_and_one_event_and_nothing_per_row()
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Cdnow());

        IReadOnlyList<AuditEntry> audit = await bench.AllAsync<AuditEntry>(AuditModel.Kind);
        IReadOnlyList<StoredEvent> events = await bench.AllAsync<StoredEvent>(EventModel.Kind);
        Assert.Equal(14, audit.Count); // 69,659 rows by 5,000
        Assert.Equal(69_659 + 23_570, audit.Sum(static entry => entry.Count));
        Assert.All(audit, entry => Assert.True(new AuditHasher(default).Verify(ImportBench.Scope.Tenant, entry)));
        Assert.All(audit, static entry => Assert.Equal(("import orders", 0), (entry.Action, entry.Records.Count)));
        Assert.Equal(14, events.Count);
        Assert.All(events, stored => Assert.Contains(report.Run.ToString()!, stored.Data, StringComparison.Ordinal));
        Assert.Empty(await bench.AllAsync<Revision>(RevisionModel.Kind));
        ImportRun run = Assert.Single(await bench.AllAsync<ImportRun>(ImportRunModel.Kind));
        Assert.Equal((ImportRunState.Finished, 69_659), (run.State, run.Cursor));
    }

    [Fact]
    public async Task The_same_import_again_in_any_order_of_rows_writes_nothing()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Cdnow());
        string before = await bench.EverythingAsync();

        ImportReport again = await bench.ImportAsync(ImportBench.Cdnow());
        ImportReport shuffled = await bench.ImportAsync(ImportBench.Cdnow(await ShuffledAsync()));

        foreach (ImportReport report in new[] { again, shuffled })
        {
            Assert.Equal((69_659, 0, 0, 69_659, 0, 0), (report.Read, report.Created, report.Updated, report.Unchanged, report.Rejected, report.CustomersCreated));
            Assert.Null(report.Run);
        }

        Assert.Equal(before, await bench.EverythingAsync());
    }

    [Fact]
    public async Task A_dry_run_reports_what_would_be_and_writes_nothing()
    {
        var bench = new ImportBench();
        string before = await bench.EverythingAsync();

        ImportReport report = await bench.ImportAsync(ImportBench.Cdnow() with { DryRun = true });

        Assert.Equal((69_659, 69_659, 23_570, null), (report.Read, report.Created, report.CustomersCreated, report.Run));
        Assert.Equal(before, await bench.EverythingAsync());
    }

    [Fact]
    public async Task The_whole_import_can_be_taken_back()
    {
        var bench = new ImportBench();
        ImportReport report = await bench.ImportAsync(ImportBench.Cdnow());

        UndoReport undone = await bench.Service.UndoAsync(ImportBench.Scope, report.Run!.Value, CancellationToken.None);

        Assert.Equal((69_659, 23_570, 0), (undone.Removed, undone.CustomersRemoved, undone.Kept));
        Assert.Empty(await bench.StateAsync());
    }

    [Fact]
    public async Task Ten_broken_lines_are_reported_and_the_rest_is_imported()
    {
        await using var folder = new TempFolder();
        string[] lines = await File.ReadAllLinesAsync(ImportBench.CdnowPath);
        (int Line, string Text, string Field, string Value)[] broken =
        [
            (2, " 00001 19971301  1   11.77", "date", "19971301"),
            (3, " 00002 1997O112  1   12.00", "date", "1997O112"),
            (5_000, " 00003 19970230  2   20.76", "date", "19970230"),
            (5_001, " 00003 19970101  two   20.76", "quantity", "two"),
            (20_000, " 00003 19970101  1   20,76", "amount", "20,76"),
            (20_001, " 00003 19970101  1   20.765", "amount", "20.765"),
            (33_333, " 00003 19970101  1", string.Empty, string.Empty),
            (40_000, " 00003 19970101  1 20.76 USD", string.Empty, string.Empty),
            (69_659, " 00003 19970101  0.0000001   20.76", "quantity", "0.0000001"),
            (69_660, " 00003 19970101  1   99999999999999999999", "amount", "99999999999999999999"),
        ];
        foreach ((int line, string text, _, _) in broken)
        {
            lines[line - 1] = text;
        }

        string file = await folder.WriteAsync("broken.txt", string.Join("\r\n", lines) + "\r\n");
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Cdnow(ImportSource.File(file)) with { RejectsPath = folder.PathOf("rejects.csv") });

        Assert.Equal((69_659, 69_649, 10), (report.Read, report.Created, report.Rejected));
        Assert.Equal(69_649, (await bench.OrdersAsync()).Count);
        string[] rejects = await File.ReadAllLinesAsync(folder.PathOf("rejects.csv"));
        Assert.Equal("line,field,value,error", rejects[0]);
        Assert.Equal(broken.Select(static b => $"{b.Line},{b.Field},{(b.Value.Contains(',', StringComparison.Ordinal) ? $"\"{b.Value}\"" : b.Value)},"), rejects[1..].Select(UpToError));
        Assert.All(rejects, static line => Assert.True(UpToError(line).Length < line.Length));

        static string UpToError(string line)
        {
            // line, field and value: the third comma outside quotes ends them
            int commas = 0;
            bool quoted = false;
            for (int i = 0; i < line.Length; i++)
            {
                quoted ^= line[i] == '"';
                if (line[i] == ',' && !quoted && ++commas == 3)
                {
                    return line[..(i + 1)];
                }
            }

            return line;
        }
    }

    private static async Task<ImportSource> ShuffledAsync()
    {
        string[] lines = await File.ReadAllLinesAsync(ImportBench.CdnowPath);
        new Random(20260504).Shuffle(lines.AsSpan(1));
        return ImportSource.Stream(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "shuffled.txt");
    }
}
