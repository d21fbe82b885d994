using System.Diagnostics;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Credit;

public sealed class InMemoryExposureLaws(ITestOutputHelper output) : ExposureLaws<InMemoryStoreFixture>(output);

public sealed class SqliteExposureLaws(ITestOutputHelper output) : ExposureLaws<SqliteStoreFixture>(output);

/// <summary>Exposure counts every document once, whatever becomes of it (CR-5): compared with a simple model after every step. With <c>CRM_TEST_SCALE=full</c> 100,000 steps.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class ExposureLaws<TFixture>(ITestOutputHelper output) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int StepsOfWorld = 40;

    [SkippableFact]
    public async Task CR_5_After_orders_partial_invoices_payments_credits_write_offs_cancellations_revocations_and_merges_nothing_counts_twice()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        int steps = ScaledCount.IsFull ? 100_000 : 1_200;
        var watch = Stopwatch.StartNew();
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int world = 0; world * StepsOfWorld < steps; world++)
        {
            var books = new RandomBooks(store, seed: world);
            await books.StartAsync();
            for (int step = 0; step < StepsOfWorld; step++)
            {
                string done = await books.StepAsync();
                kinds[done] = kinds.GetValueOrDefault(done) + 1;
                (long expected, long actual) = await books.CompareAsync();
                Assert.True(expected == actual, $"world {world}, step {step} ({done}): the model has {expected}, the exposure is {actual}");
            }

            Assert.Empty((await books.Host.Replay.RunAsync(books.Host.Host.As("auditor"), null, CancellationToken.None)).Different);
        }

        Assert.Equal(RandomBooks.Kinds.Order(StringComparer.Ordinal), kinds.Keys.Except(["nothing"]));
        output.WriteLine($"{steps} steps on {typeof(TFixture).Name}, 0 differences, {watch.Elapsed.TotalSeconds:0.0} s: {string.Join(", ", kinds.Select(static kind => $"{kind.Key} {kind.Value}"))}");
    }
}
