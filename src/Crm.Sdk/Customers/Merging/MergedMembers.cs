using System.Runtime.CompilerServices;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Reads who was merged into customers, directly or by way of others, in few questions.</summary>
internal static class MergedMembers
{
    private const int AtOnce = 500;

    /// <param name="pages">Answers a query page by page.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="survivors">The customers, none of which was merged into another of them.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>Of each its own id, then those that were merged into it.</returns>
    public static async Task<IReadOnlyDictionary<CustomerId, IReadOnlyList<CustomerId>>> ReadAsync(
        Func<StoreQuery, CancellationToken, Task<RecordPage>> pages, TenantId tenant, IReadOnlyCollection<CustomerId> survivors, CancellationToken cancellationToken)
    {
        Dictionary<CustomerId, List<CustomerId>> members = survivors.Distinct().ToDictionary(static survivor => survivor, static survivor => new List<CustomerId> { survivor });
        var listOf = new Dictionary<CustomerId, List<CustomerId>>(members);
        for (CustomerId[] next = [.. members.Keys]; next.Length > 0;)
        {
            var losers = new List<CustomerId>();
            foreach (CustomerId[] some in next.Chunk(AtOnce))
            {
                await foreach (CustomerMerge merge in MergesAsync(pages, tenant, some, cancellationToken).ConfigureAwait(false))
                {
                    List<CustomerId> list = listOf[merge.Survivor];
                    if (listOf.TryAdd(merge.Loser, list))
                    {
                        list.Add(merge.Loser);
                        losers.Add(merge.Loser);
                    }
                }
            }

            next = [.. losers];
        }

        return members.ToDictionary(static one => one.Key, static one => (IReadOnlyList<CustomerId>)one.Value);
    }

    private static async IAsyncEnumerable<CustomerMerge> MergesAsync(
        Func<StoreQuery, CancellationToken, Task<RecordPage>> pages, TenantId tenant, CustomerId[] survivors, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // merges are few and indexed by who stayed, so most often this is one question with no answer
        var query = new StoreQuery(tenant, MergeModel.Kind.Kind) { Where = Condition.IsIn(MergeModel.Survivor, [.. survivors.Select(static id => FieldValue.Of((RecordId)id))]), Limit = 1_000 };
        while (true)
        {
            RecordPage page = await pages(query, cancellationToken).ConfigureAwait(false);
            foreach (CustomerMerge merge in page.Records.Select(static record => (CustomerMerge)record.Entity).Where(static merge => merge.EndedAt is null))
            {
                yield return merge;
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }
}
