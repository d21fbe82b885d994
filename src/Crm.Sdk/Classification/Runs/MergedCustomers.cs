using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>The customers that were merged into others, so that each counts once: their orders are those of the survivor.</summary>
/// <remarks>Immutable and thread-safe. Memory grows with the merged customers alone, some 60 bytes each.</remarks>
internal sealed class MergedCustomers
{
    private static readonly FieldId[] Fields = [MergeModel.Loser, MergeModel.Survivor];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Id];

    private readonly Dictionary<Guid, Guid> _survivors;
    private HashSet<Guid>? _all; // made when it is first asked for; twice by two threads does no harm

    private MergedCustomers(Dictionary<Guid, Guid> survivors) => _survivors = survivors;

    public static async Task<MergedCustomers> ReadAsync(ICrmStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        var into = new Dictionary<Guid, Guid>();
        await ColumnScan.RunAsync(
            store,
            new StoreQuery(tenant, MergeModel.Kind.Kind) { Where = Condition.HasNo(MergeModel.EndedAt) }, // few, where customers are many
            MergeModel.Kind,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    into[batch.Ids(0)[i]] = batch.Ids(1)[i];
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return new MergedCustomers(into.Keys.ToDictionary(static loser => loser, loser => End(into, loser)));
    }

    /// <summary>Whether a customer was merged into another.</summary>
    public bool Contains(CustomerId customer) => _survivors.ContainsKey(customer.Value);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _survivors.Count == 0;

    /// <summary>Whether others were merged into a customer.</summary>
    public bool IsSurvivor(CustomerId customer) => (_all ??= [.. _survivors.Values]).Contains(customer.Value);

    /// <summary>The customers that others were merged into, each once, in the order of their ids.</summary>
    public IEnumerable<CustomerId> Survivors => _survivors.Values.Distinct().Select(static id => new CustomerId(id)).Order();

    /// <summary>The customer that an order counts for.</summary>
    public CustomerId Of(Guid customer) => new(_survivors.GetValueOrDefault(customer, customer));

    /// <summary>The customers that were merged into each of those who stayed, in no particular order.</summary>
    public ILookup<CustomerId, CustomerId> LosersBySurvivor() => _survivors.ToLookup(static merged => new CustomerId(merged.Value), static merged => new CustomerId(merged.Key));

    /// <summary>Customers with all that were merged into them.</summary>
    public IReadOnlyList<CustomerId> WithMembers(IReadOnlyList<CustomerId> customers)
    {
        if (_survivors.Count == 0)
        {
            return customers;
        }

        HashSet<Guid> asked = [.. customers.Select(static customer => customer.Value)];
        return [.. customers.Concat(_survivors.Where(merged => asked.Contains(merged.Value)).Select(static merged => new CustomerId(merged.Key))).Distinct()];
    }

    /// <summary>Where a chain of merges ends; a chain longer than there are merges is a circle and ends where it began.</summary>
    private static Guid End(Dictionary<Guid, Guid> into, Guid loser)
    {
        Guid at = loser;
        for (int steps = 0; steps <= into.Count; steps++)
        {
            if (!into.TryGetValue(at, out Guid next))
            {
                return at;
            }

            at = next;
        }

        return loser;
    }
}
