using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>DQ-1: an import that is interrupted anywhere goes on with no row twice and none lost.</summary>
public sealed class InterruptedImportTests
{
    private const int Rows = 96;
    private const int ChunkSize = 10;

    // Some orders of several rows, some rows without key, equal rows, customers that recur, two broken rows.
    private static readonly string Text = "key,customer,date,product,amount\n" + string.Concat(Enumerable.Range(0, Rows).Select(static i => i switch
    {
        17 => "K17,c1,2026-02-30,x,1\n",
        55 => ",c5,2026-03-01,x,one\n",
        _ when i % 5 == 0 => ",c9,2026-03-01,same,5\n",
        _ when i % 7 == 0 => $"S{i % 3},c{i % 3},2026-03-01,scattered{i},{i}\n",
        _ => $"K{i},c{i % 11},2026-03-{(i % 28) + 1:00},p{i},{i}.50\n",
    }));

    private static ImportRequest Request(string? rejects = null) => ImportBench.Request("orders", Text) with { ChunkSize = ChunkSize, RejectsPath = rejects };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dying_before_or_after_any_commit_and_asking_again_ends_as_if_nothing_had_happened(bool after)
    {
        await using var folder = new TempFolder();
        var undisturbed = new ImportBench();
        ImportReport expected = await undisturbed.ImportAsync(Request(folder.PathOf("expected.csv")));
        int commits = (await undisturbed.AllAsync<AuditEntry>(AuditModel.Kind)).Count;
        Assert.True(commits >= 8);
        string state = await undisturbed.StateAsync();
        string rejects = await File.ReadAllTextAsync(folder.PathOf("expected.csv"));

        for (int fatal = 1; fatal <= commits; fatal++)
        {
            string rejectsPath = folder.PathOf($"rejects-{fatal}.csv");
            int seen = 0;
            bool dead = false;
            Task DieAsync(CommitBatch batch)
            {
                dead |= Interlocked.Increment(ref seen) == fatal;
                return dead ? throw new IOException("the store is gone") : Task.CompletedTask;
            }

            var bench = new ImportBench(store => after ? new DecoratedStore(store) { AfterCommit = DieAsync } : new DecoratedStore(store) { BeforeCommit = DieAsync });
            await Assert.ThrowsAsync<IOException>(() => bench.ImportAsync(Request(rejectsPath)));

            // The next process, on what the store kept.
            var next = new ImportService(bench.Memory, bench.Trail, bench.Protector, bench.Clock, bench.Time, AttributeCatalogue.Standard);
            ImportReport report = await next.ImportAsync(ImportBench.Scope, Request(rejectsPath), null, CancellationToken.None);

            bool nothingLeft = after && fatal == commits; // the last commit was there: this is another import of a finished file
            Assert.Equal(!nothingLeft && (after || fatal > 1), report.Resumed);
            if (!nothingLeft)
            {
                Assert.Equal(
                    (expected.Read, expected.Created, expected.Updated, expected.Unchanged, expected.Rejected, expected.CustomersCreated),
                    (report.Read, report.Created, report.Updated, report.Unchanged, report.Rejected, report.CustomersCreated));
            }
            else
            {
                Assert.Equal((expected.Read, 0, expected.Created, expected.Rejected), (report.Read, report.Created, report.Unchanged, report.Rejected));
            }

            Assert.Equal(state, await bench.StateAsync());
            Assert.Equal(rejects, await File.ReadAllTextAsync(rejectsPath));
            Assert.Equal(ImportRunState.Finished, Assert.Single(await bench.AllAsync<ImportRun>(ImportRunModel.Kind)).State);
            Assert.Equal(commits, (await bench.AllAsync<AuditEntry>(AuditModel.Kind)).Count);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_whose_outcome_is_unknown_is_asked_again_under_its_id(bool after)
    {
        HashSet<Guid> failed = [];
        Task FailOnceAsync(CommitBatch batch) => failed.Add(batch.CommitId) ? throw new TimeoutException("no answer") : Task.CompletedTask;
        var bench = new ImportBench(store => after ? new DecoratedStore(store) { AfterCommit = FailOnceAsync } : new DecoratedStore(store) { BeforeCommit = FailOnceAsync });
        var undisturbed = new ImportBench();
        await undisturbed.ImportAsync(Request());

        ImportReport report = await bench.ImportAsync(Request());

        Assert.False(report.Resumed);
        Assert.Equal((await undisturbed.AllAsync<AuditEntry>(AuditModel.Kind)).Count, failed.Count);
        Assert.Equal(await undisturbed.StateAsync(), await bench.StateAsync());
    }

    [Fact]
    public async Task Cancelling_between_chunks_keeps_what_was_confirmed_and_the_same_request_goes_on()
    {
        using var cancel = new CancellationTokenSource();
        var bench = new ImportBench();
        var progress = new Progress(p =>
        {
            if (p.Read >= 50)
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Service.ImportAsync(ImportBench.Scope, Request(), progress, cancel.Token));
        int kept = (await bench.OrdersAsync()).Count;
        ImportReport report = await bench.ImportAsync(Request());

        Assert.InRange(kept, 1, (int)report.Created - 1);
        Assert.True(report.Resumed);
        Assert.Equal(report.Created, (await bench.OrdersAsync()).Count);
    }

    [Fact]
    public async Task Another_file_or_other_options_do_not_go_on_with_an_interrupted_run()
    {
        int seen = 0;
        var bench = new ImportBench(store => new DecoratedStore(store) { BeforeCommit = _ => Interlocked.Increment(ref seen) >= 3 ? throw new IOException("gone") : Task.CompletedTask });
        await Assert.ThrowsAsync<IOException>(() => bench.ImportAsync(Request()));
        var next = new ImportService(bench.Memory, bench.Trail, bench.Protector, bench.Clock, bench.Time, AttributeCatalogue.Standard);

        ImportReport other = await next.ImportAsync(ImportBench.Scope, Request() with { Currency = Currency.Usd }, null, CancellationToken.None);

        Assert.False(other.Resumed);
        Assert.True(other.Updated > 0);
    }

    [Fact]
    public async Task Progress_never_goes_back_and_ends_at_all_rows()
    {
        var bench = new ImportBench();
        List<ImportProgress> seen = [];

        await bench.Service.ImportAsync(ImportBench.Scope, Request(), new Progress(seen.Add), CancellationToken.None);

        Assert.Equal(Rows, seen[^1].Read);
        Assert.All(seen, static p => Assert.Equal(Rows, p.Rows));
        Assert.Equal(seen.Select(static p => p.Read).Order(), seen.Select(static p => p.Read));
    }

    [Fact]
    public async Task Where_the_import_is_to_stop_at_the_first_refused_row_it_says_which_and_what_stays()
    {
        var bench = new ImportBench();

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(Request() with { OnError = RefusedRows.Stop }));

        Assert.Equal(ImportErrorCodes.RowRefused, error.Code);
        Assert.Contains("line 19, date '2026-02-30'", error.Message, StringComparison.Ordinal);
        Assert.True((await bench.OrdersAsync()).Count is > 0 and < 20);
    }

    [Fact]
    public async Task A_store_that_takes_few_records_at_once_gets_smaller_chunks()
    {
        int most = 0;
        var bench = new ImportBench(store => new DecoratedStore(store)
        {
            MaxRecordsPerBatch = 30,
            BeforeCommit = batch =>
            {
                most = Math.Max(most, batch.Records);
                return Task.CompletedTask;
            },
        });

        await bench.ImportAsync(Request() with { ChunkSize = 5_000 });

        Assert.InRange(most, 10, 30);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_twice_is_imported_too()
    {
        var bench = new ImportBench();
        await using var pipe = new ForwardOnly(Encoding.UTF8.GetBytes(Text));

        ImportReport report = await bench.ImportAsync(Request() with { Source = ImportSource.Stream(pipe, "pipe.csv") });

        Assert.Equal(Rows, report.Read);
    }

    private sealed class Progress(Action<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen(value);
    }

    private sealed class ForwardOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
