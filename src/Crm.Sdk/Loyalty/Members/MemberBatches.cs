using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Customers in batches, each with all that were merged into it.</summary>
internal static class MemberBatches
{
    /// <summary>All customers, page by page.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<LoyaltySubject>> AllAsync(QueryRunner queries, CrmScope scope, MergedCustomers merged, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ILookup<CustomerId, CustomerId> losers = merged.LosersBySurvivor();
        var query = new StoreQuery(scope.Tenant, CustomerModel.Kind.Kind) { Limit = size };
        while (true)
        {
            RecordPage page = await queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            LoyaltySubject[] batch =
            [
                .. page.Records.Select(static record => ((Customer)record.Entity).Id).Where(id => !merged.Contains(id)).Select(id => new LoyaltySubject(id, losers[id].Prepend(id).ToValueList())),
            ];
            if (batch.Length > 0)
            {
                yield return batch;
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }

    /// <summary>Some customers; merged ones stand for their survivor, each once.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<LoyaltySubject>> OfAsync(
        CustomerIdentity identity, CrmScope scope, IReadOnlyList<CustomerId> customers, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var survivors = new SortedSet<CustomerId>();
        foreach (CustomerId customer in customers)
        {
            _ = survivors.Add(await identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false));
        }

        foreach (CustomerId[] some in survivors.Chunk(size))
        {
            var batch = new List<LoyaltySubject>();
            foreach (CustomerId survivor in some)
            {
                batch.Add(new LoyaltySubject(survivor, (await identity.MembersAsync(scope, survivor, cancellationToken).ConfigureAwait(false)).ToValueList()));
            }

            yield return batch;
        }
    }
}
