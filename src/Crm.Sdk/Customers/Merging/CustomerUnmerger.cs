namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Takes out of a customer what a merge brought into it, and leaves in what was written since.</summary>
/// <remarks>
/// A field goes back as a whole with what belongs to it, such as an e-mail address with its state, and only while all of that still is what the merge wrote. Of a list the entries that the merge
/// brought go, those that it took away come back, and others stay. Used once; not thread-safe.
/// </remarks>
internal sealed class CustomerUnmerger
{
    private readonly Customer _before, _merged, _now;
    private readonly HashSet<string> _masked;
    private readonly List<string> _kept = [];

    /// <param name="before">The survivor right before the merge.</param>
    /// <param name="merged">As the merge wrote it.</param>
    /// <param name="now">As it is.</param>
    /// <param name="masked">The stored fields of the two former states that can no longer be read.</param>
    public CustomerUnmerger(Customer before, Customer merged, Customer now, IEnumerable<string> masked)
    {
        _before = before;
        _merged = merged;
        _now = now;
        _masked = [.. masked];
    }

    /// <summary>The customer without what the merge brought, and the fields in which something else stays.</summary>
    public (Customer Former, IReadOnlyList<string> Kept) Unmerge()
    {
        Customer former = _now;
        IEnumerable<string> attributes = _before.Attributes.Concat(_merged.Attributes).Select(static attribute => attribute.Name).Distinct().Order(StringComparer.Ordinal);
        foreach (MergeableField field in MergeableField.All.Concat(attributes.Select(MergeableField.OfAttribute)))
        {
            if (field.Copy(_merged, _before) == _merged || field.Copy(_now, _before) == _now)
            {
                continue; // the merge left it alone, or it is back already
            }

            if (IsMasked(field.Name) || field.Copy(_now, _merged) != _now)
            {
                _kept.Add(field.Name);
            }
            else
            {
                former = field.Copy(former, _before);
            }
        }

        former = former with
        {
            ContactPoints = Parted("contact-points", static c => c.ContactPoints, static p => (p.Kind, p.Value)),
            Addresses = Parted("addresses", static c => c.Addresses, static a => a),
            Tags = Parted("tags", static c => c.Tags, static t => t, Comparer<string>.Create(CanonicalText.Compare)),
            Sources = Parted("sources", static c => c.Sources, static s => s.Field, Comparer<InformationSource>.Create(static (a, b) => string.CompareOrdinal(a.Field, b.Field))),
        };
        return (former, _kept);
    }

    private bool IsMasked(string field) =>
        _masked.Contains(field) || (field == "name" && _masked.Contains("person")) || (field.StartsWith("attr.", StringComparison.Ordinal) && _masked.Contains("attributes"));

    private ValueList<T> Parted<T, TKey>(string field, Func<Customer, ValueList<T>> list, Func<T, TKey> key, IComparer<T>? order = null)
    {
        ValueList<T> before = list(_before), merged = list(_merged), now = list(_now);
        if (before == merged || now == before)
        {
            return now;
        }

        if (IsMasked(field))
        {
            _kept.Add(field);
            return now;
        }

        if (now == merged)
        {
            return before;
        }

        HashSet<T> brought = [.. merged.Except(before)];
        T[] stay = [.. now.Where(item => !brought.Contains(item))];
        HashSet<TKey> taken = [.. stay.Select(key)];
        IEnumerable<T> parted = stay.Concat(before.Except(merged).Where(item => !taken.Contains(key(item))));
        ValueList<T> result = (order is null ? parted : parted.Order(order)).ToValueList();
        if (result != before)
        {
            _kept.Add(field);
        }

        return result;
    }
}
