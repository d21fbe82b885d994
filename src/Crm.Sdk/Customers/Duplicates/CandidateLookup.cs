using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Reads the stored customers that some customers might be, in few questions: conditions on one field are asked together.</summary>
/// <remarks>Used once; not thread-safe.</remarks>
internal sealed class CandidateLookup(QueryRunner queries, TenantId tenant)
{
    private const int ValuesPerQuery = 500;
    private const int MaxPerQuery = 2_000;

    private readonly Dictionary<FieldId, HashSet<FieldValue>> _values = [];
    private readonly List<Condition> _others = [];

    /// <summary>Whether a question had more answers than are compared.</summary>
    public bool IsCut { get; private set; }

    public void Add(Condition where)
    {
        switch (where)
        {
            case Condition.In isIn:
                Values(isIn.Field).UnionWith(isIn.Values);
                break;
            case Condition.Compare { Comparison: Comparison.Equal } equal:
                Values(equal.Field).Add(equal.Value);
                break;
            default:
                _others.Add(where);
                break;
        }
    }

    public async Task<Dictionary<RecordId, Customer>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        var found = new Dictionary<RecordId, Customer>();
        IEnumerable<(Condition Where, int Limit)> asked = _values
            .SelectMany(static field => field.Value.Chunk(ValuesPerQuery).Select(some => (Where: Condition.IsIn(field.Key, some), some.Length)))
            .Select(part => (part.Where, Limit: (int)Math.Min(MaxPerQuery, (long)limit * part.Length)))
            .Concat(_others.Select(where => (where, limit)));
        foreach ((Condition where, int most) in asked)
        {
            RecordPage page = await queries.PageAsync(
                new StoreQuery(tenant, CustomerModel.Kind.Kind) { Where = Condition.All(where, DuplicateFinder.IsLooked), Limit = most }, cancellationToken).ConfigureAwait(false);
            IsCut |= page.Next is not null;
            foreach (StoredRecord record in page.Records)
            {
                found[record.Id] = (Customer)record.Entity;
            }
        }

        return found;
    }

    private HashSet<FieldValue> Values(FieldId field) => _values.TryGetValue(field, out HashSet<FieldValue>? values) ? values : _values[field] = [];
}
