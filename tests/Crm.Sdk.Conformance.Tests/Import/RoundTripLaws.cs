using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Testing;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Import;

/// <summary>DQ-1, DQ-4 on a store, for every kind that files can hold: out by files and in again is the same state, again is nothing, and taken back is nothing left.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class RoundTripLaws<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public void Every_kind_that_can_be_imported_is_in_the_round() =>
        Assert.Equal(ImportService.Kinds.Order(StringComparer.Ordinal), ArchiveRoundTrip.InOrder.Select(static entry => entry.Name).Order(StringComparer.Ordinal));

    [SkippableTheory]
    [InlineData("csv", false)]
    [InlineData("csv", true)]
    [InlineData("jsonl", false)]
    public async Task What_was_exported_imports_to_the_same_state_and_changes_nothing_where_it_is(string format, bool excelSafe)
    {
        ImportFormat written = format == "csv" ? ImportFormat.Csv : ImportFormat.JsonLines;
        ICrmStore store = await StartAsync();
        await Law.HoldsAsync(
            ArchiveGen.Any(),
            async records =>
            {
                ArchiveRoundTrip from = Trip(), to = Trip();
                await from.FillAsync(store, records);
                string before = await from.StateAsync(store);
                Dictionary<string, byte[]> files = await from.ExportAsync(store, written, excelSafe);

                IReadOnlyList<ImportReport> same = await from.ImportAsync(store, files, written);
                Assert.All(same, static report => Assert.Equal((0, 0), (report.Created, report.Updated)));
                Assert.Equal(before, await from.StateAsync(store));

                await to.ImportAsync(store, files, written);
                Assert.Equal(before, await to.StateAsync(store));
            },
            ScaledCount.Of(30, 10));
    }

    [SkippableFact]
    public async Task Runs_that_are_taken_back_last_first_leave_nothing()
    {
        ICrmStore store = await StartAsync();
        await Law.HoldsAsync(
            ArchiveGen.Any().Select(static records => records.Where(static record => record is not Relation { Type: "subsidiary" or "referral" }).ToValueList()), // a place in a hierarchy is ended and not removed
            async records =>
            {
                ArchiveRoundTrip from = Trip(), to = Trip();
                await from.FillAsync(store, records);
                Dictionary<string, byte[]> files = await from.ExportAsync(store, ImportFormat.Csv, excelSafe: false);
                IReadOnlyList<ImportReport> reports = await to.ImportAsync(store, files, ImportFormat.Csv);

                foreach (ImportReport report in reports.Where(static report => report.Run is not null).Reverse())
                {
                    UndoReport undone = await to.UndoAsync(store, report.Run!.Value);
                    Assert.Equal((report.Created, 0), (undone.Removed, undone.Kept));
                }

                Assert.Empty(await to.StateAsync(store));
                await to.ImportAsync(store, files, ImportFormat.Csv);
                Assert.Equal(await from.StateAsync(store), await to.StateAsync(store));
            },
            ScaledCount.Of(10, 4));
    }

    [SkippableFact]
    public async Task DQ_1_An_import_that_dies_at_any_commit_and_goes_on_ends_like_one_that_does_not_whatever_the_order_of_rows()
    {
        ICrmStore store = await StartAsync();
        int deaths = 0;
        await Law.HoldsAsync(
            from records in ArchiveGen.Any() from chunk in Gen.Choose(1, 4) from seed in Gen.Choose(0, int.MaxValue) select (records, chunk, seed),
            async drawn =>
            {
                ArchiveRoundTrip from = Trip(), calm = Trip(), disturbed = Trip();
                await from.FillAsync(store, drawn.records);
                Dictionary<string, byte[]> files = await from.ExportAsync(store, ImportFormat.JsonLines, excelSafe: false), backwards = ArchiveRoundTrip.Reversed(files);
                string expected = await from.StateAsync(store);

                await calm.ImportAsync(store, backwards, ImportFormat.JsonLines, drawn.chunk);
                Assert.Equal(expected, await calm.StateAsync(store));

                var random = new Random(drawn.seed);
                deaths += await disturbed.ImportInterruptedAsync(store, backwards, drawn.chunk, () => random.Next(6) == 0);
                Assert.Equal(expected, await disturbed.StateAsync(store));
            },
            ScaledCount.Of(40, 6));
        Assert.True(deaths >= 10, $"Only {deaths} imports died, too few to prove anything.");
    }

    /// <summary>Each case has tenants of its own: the store is made once.</summary>
    private static ArchiveRoundTrip Trip() => new(new CrmScope(new TenantId($"t{RecordId.New().Value:N}"), "importer"));

    private Task<ICrmStore> StartAsync() => StartAsync(new ModelCatalogue(CoreModel.Kinds));
}
