using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Merging;

/// <summary>
/// CU-3, DQ-3 on a store, beside the in-memory reference: edits, merges and their ends in any order, with edits of survivors, losers and their records between, removals, restores, and states as of any moment.
/// </summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class LivingArchiveLaws<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Customers = 4;

    [SkippableFact]
    public async Task DQ_3_Ending_merges_gives_back_both_records_leaves_what_was_written_since_and_rewrites_no_history()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        int ended = 0;
        await Law.HoldsAsync(
            from founders in Deed.Customers.ArrayOf(Customers) from deeds in Sequences.Of(Deed.Any, atLeast: 6, atMost: 24).Generator select (founders, deeds),
            async drawn =>
            {
                (Customer[] founders, Deed[] deeds) = drawn;
                var reference = new InMemoryStore();
                await reference.EnsureSchemaAsync(HistoryHost.Model, SchemaMode.CreateOrExtend, CancellationToken.None);
                LivingArchive expected = await LiveAsync(reference, founders, deeds), actual = await LiveAsync(store, founders, deeds);
                Assert.Equal(await expected.StateAsync(), await actual.StateAsync());
                ended += actual.Ended;
            },
            ScaledCount.Of(200, 25));
        Assert.True(ended > 0, "No merge was ended, so nothing was proved.");
    }

    private static async Task<LivingArchive> LiveAsync(ICrmStore store, Customer[] founders, Deed[] deeds)
    {
        var archive = new LivingArchive(new HistoryHost(store), store, founders);
        await archive.FoundAsync();
        foreach (Deed deed in deeds)
        {
            await archive.DoAsync(deed);
        }

        await archive.PartAllAsync();
        await archive.CheckHistoryAsync();
        return archive;
    }
}
