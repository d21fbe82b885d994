using Crm.Sdk.Customers;

namespace Crm.Sdk.Import;

/// <summary>How far hierarchies go below the customers of a chunk's rows, as the store has them and as rows before changed them.</summary>
/// <remarks>Keeps what stands right below these customers; what is further down is read a level at a time. Not thread-safe.</remarks>
internal sealed class RelationSubtrees
{
    private readonly KeyLookup _lookup;
    private readonly HashSet<CustomerId> _known;
    private readonly Dictionary<CustomerId, List<Relation>> _stored = [];
    private readonly Dictionary<CustomerId, List<Relation>> _added = [];
    private readonly HashSet<RecordId> _moved = [];

    private RelationSubtrees(KeyLookup lookup, HashSet<CustomerId> known) => (_lookup, _known) = (lookup, known);

    public static async Task<RelationSubtrees> ReadAsync(KeyLookup lookup, HashSet<CustomerId> customers, CancellationToken cancellationToken)
    {
        var trees = new RelationSubtrees(lookup, customers);
        await foreach (Relation relation in trees.StoredAsync(customers, cancellationToken).ConfigureAwait(false))
        {
            Add(trees._stored, relation);
        }

        return trees;
    }

    /// <summary>A row that was accepted: its customer now stands where it says.</summary>
    public void Add(Relation relation)
    {
        _moved.Add(relation.Id);
        Add(_added, relation);
    }

    /// <summary>Whether more levels stand below the lower customer of a relation, while the relation holds, than there is room for.</summary>
    public async Task<bool> IsDeeperAsync(Relation relation, int room, CancellationToken cancellationToken)
    {
        HashSet<CustomerId> level = [relation.To];
        for (int depth = 0; level.Count > 0; depth++)
        {
            HashSet<CustomerId> next = [];
            foreach (Relation child in level.SelectMany(upper => Of(_added, upper).Concat(Of(_stored, upper).Where(stored => !_moved.Contains(stored.Id)))))
            {
                Take(child);
            }

            await foreach (Relation child in StoredAsync(level.Where(upper => !_known.Contains(upper)), cancellationToken).ConfigureAwait(false))
            {
                if (!_moved.Contains(child.Id))
                {
                    Take(child);
                }
            }

            if (next.Count > 0 && depth == room)
            {
                return true;
            }

            level = next;

            void Take(Relation child)
            {
                if (child.Type == relation.Type && child.IsPlace && !(child.Until < relation.Since))
                {
                    next.Add(child.To);
                }
            }
        }

        return false;
    }

    private IAsyncEnumerable<Relation> StoredAsync(IEnumerable<CustomerId> upper, CancellationToken cancellationToken) =>
        _lookup.NamingAsync<Relation>(RelationModel.Kind, RelationModel.From, upper.Select(static id => (RecordId)id), cancellationToken);

    private static List<Relation> Of(Dictionary<CustomerId, List<Relation>> below, CustomerId upper) => below.GetValueOrDefault(upper) ?? [];

    private static void Add(Dictionary<CustomerId, List<Relation>> below, Relation relation) =>
        (below.TryGetValue(relation.From, out List<Relation>? all) ? all : below[relation.From] = []).Add(relation);
}
