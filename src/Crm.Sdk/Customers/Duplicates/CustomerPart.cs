using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Some of the customers of a search, with what the rules compare of them; null where one was removed meanwhile.</summary>
internal sealed class CustomerPart
{
    private const int ReadSize = 1_000;

    private readonly Customer?[] _customers;
    private readonly object?[][] _features;
    private readonly uint _first;

    private CustomerPart(Customer?[] customers, object?[][] features, uint first)
    {
        _customers = customers;
        _features = features;
        _first = first;
    }

    public Customer? this[uint customer] => _customers[customer - _first];

    public static async Task<CustomerPart> LoadAsync(ICrmStore store, TenantId tenant, MatchRules rules, IdList ids, uint first, int count, CancellationToken cancellationToken)
    {
        var customers = new Customer?[count];
        object?[][] features = [.. Enumerable.Range(0, rules.Count).Select(_ => new object?[count])];
        for (int done = 0; done < count;)
        {
            RecordId[] some = await ids.ReadAsync(first + (uint)done, Math.Min(ReadSize, count - done), cancellationToken).ConfigureAwait(false);
            IReadOnlyList<StoredRecord?> found = await store.FindAsync(tenant, CustomerModel.Kind.Kind, some, cancellationToken).ConfigureAwait(false);
            int[] present = [.. Enumerable.Range(0, some.Length).Where(i => found[i] is not null)];
            object?[][] read = await rules.ReadAsync([.. present.Select(i => (Customer)found[i]!.Entity)], cancellationToken).ConfigureAwait(false);
            for (int k = 0; k < present.Length; k++)
            {
                int at = done + present[k];
                customers[at] = (Customer)found[present[k]]!.Entity;
                for (int rule = 0; rule < features.Length; rule++)
                {
                    features[rule][at] = read[rule][k];
                }
            }

            done += some.Length;
        }

        return new CustomerPart(customers, features, first);
    }

    public static MatchSubjects Subjects(CustomerPart left, uint leftCustomer, CustomerPart right, uint rightCustomer) =>
        new(left._features, (int)(leftCustomer - left._first), right._features, (int)(rightCustomer - right._first));
}
