using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Finds the customers and other records that drafts name, and remembers the customers.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class NamedRecords(ImportTarget target, KeyLookup lookup, bool create)
{
    private const int RememberedCustomers = 200_000;

    private readonly RecentKeys _customers = new(RememberedCustomers);

    /// <summary>Remembers a customer that is in the store now.</summary>
    public void Remember(string key, RecordId id) => _customers.Add(key, id);

    /// <summary>Finds the records that the drafts name, and leaves out the drafts that name one that is not there.</summary>
    public async Task<(IReadOnlyList<Draft> Drafts, ReferenceIds References)> RecordsAsync(
        ChunkPlan plan, IReadOnlyList<Draft> drafts, Dictionary<string, StoredRecord> existing, CancellationToken cancellationToken)
    {
        var ids = new ReferenceIds();
        Dictionary<string, Draft> here = drafts.ToDictionary(static draft => draft.Key, StringComparer.Ordinal);
        foreach (IGrouping<KindModel, DraftReference> kind in drafts.SelectMany(static draft => draft.References).GroupBy(static reference => reference.Kind))
        {
            List<string> asked = [];
            foreach (string key in kind.Select(static reference => reference.Key).Distinct(StringComparer.Ordinal))
            {
                // Of the same file, or a customer that was seen to already.
                if (kind.Key == target.Kind && here.TryGetValue(key, out Draft? draft))
                {
                    ids.Add(kind.Key.Kind, key, existing.TryGetValue(key, out StoredRecord? stored) ? stored.Id : draft.NewId);
                }
                else if (kind.Key == CustomerModel.Kind && (plan.NewCustomers.TryGetValue(key, out RecordId added) || _customers.TryGet(key, out added)))
                {
                    ids.Add(kind.Key.Kind, key, added);
                }
                else
                {
                    asked.Add(key);
                }
            }

            foreach ((string key, RecordId id) in await lookup.FindIdsAsync(kind.Key, DraftReference.KeyField, asked, cancellationToken).ConfigureAwait(false))
            {
                ids.Add(kind.Key.Kind, key, id);
            }
        }

        List<Draft> complete = new(drafts.Count);
        foreach (Draft draft in drafts)
        {
            if (draft.References.FirstOrDefault(reference => !ids.Holds(reference)) is { } missing)
            {
                plan.Refuse(draft, new RowError(target.Targets[missing.Target], missing.Key, $"there is no {missing.Kind.Kind} with this key; it has to be imported first, or to stand before"));
            }
            else
            {
                complete.Add(draft);
            }
        }

        return (complete, ids);
    }

    /// <summary>Sees to it that the customers whom the drafts name have ids, and leaves out the drafts of those who have none.</summary>
    public async Task<IReadOnlyList<Draft>> CustomersAsync(ChunkPlan plan, IReadOnlyList<Draft> drafts, bool lookUp, CancellationToken cancellationToken)
    {
        IEnumerable<string> named = drafts.Select(target.CustomerOf).OfType<string>();
        Dictionary<string, CustomerKind> kinds = [];
        if (target is TableTarget { HasReferences: true })
        {
            foreach (DraftReference reference in drafts.SelectMany(static draft => draft.References).Where(static reference => reference.Kind == CustomerModel.Kind))
            {
                kinds.TryAdd(reference.Key, reference.Adds);
            }

            named = kinds.Keys;
        }

        string[] unknown = [.. named.Distinct(StringComparer.Ordinal).Where(key => !_customers.TryGet(key, out _))];
        if (unknown.Length == 0)
        {
            return drafts;
        }

        bool ask = lookUp || !create;
        Dictionary<string, RecordId> found =
            await lookup.FindIdsAsync(CustomerModel.Kind, CustomerModel.Key, ask ? unknown : unknown.Where(KeyLookup.MayBeId), cancellationToken).ConfigureAwait(false);
        plan.FoundCustomers = found.Count > 0;
        HashSet<string> missing = new(StringComparer.Ordinal);
        foreach (string key in unknown)
        {
            if (found.TryGetValue(key, out RecordId customer))
            {
                _customers.Add(key, customer);
            }
            else if (create)
            {
                plan.AddCustomer(CustomerModel.Kind, key, new Customer { Id = CustomerId.New(), Kind = kinds.GetValueOrDefault(key, CustomerKind.Individual), Key = key });
            }
            else
            {
                missing.Add(key);
            }
        }

        if (missing.Count == 0)
        {
            return drafts;
        }

        List<Draft> known = new(drafts.Count);
        foreach (Draft draft in drafts)
        {
            (int At, string Key)? unnamed = target.CustomerOf(draft) is { } key && missing.Contains(key) ? (OrderColumns.Customer, key)
                : kinds.Count > 0 && draft.References.FirstOrDefault(reference => reference.Kind == CustomerModel.Kind && missing.Contains(reference.Key)) is { } reference ? (reference.Target, reference.Key)
                : null;
            if (unnamed is { } customer)
            {
                plan.Refuse(draft, new RowError(target.Targets[customer.At], customer.Key, "there is no customer with this key; import the customers first, or let them be created"));
            }
            else
            {
                known.Add(draft);
            }
        }

        return known;
    }

    /// <summary>The id of a customer that was seen to.</summary>
    public CustomerId CustomerOf(ChunkPlan plan, string key) =>
        (CustomerId)(plan.NewCustomers.TryGetValue(key, out RecordId added) || _customers.TryGet(key, out added) ? added : throw new InvalidOperationException($"Customer '{key}' was not resolved."));
}
