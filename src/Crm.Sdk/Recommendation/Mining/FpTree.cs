namespace Crm.Sdk.Recommendation;

/// <summary>A prefix tree of baskets whose items stand by falling frequency (Han, Pei, Yin 2000), in arrays: 16 bytes a node and 8 for its place in the table of children.</summary>
internal sealed class FpTree
{
    private const int Root = -1;

    private int[] _items;
    private int[] _parents;
    private int[] _counts;
    private int[] _links; // the next node of the same item, −1 at the end
    private int[] _table; // open addressing by parent and item: the node's number + 1

    /// <param name="items">Global numbers of the tree's items, most frequent first; in the tree an item is its place here.</param>
    /// <param name="supports">In how many baskets each is.</param>
    /// <param name="expected">About how many nodes there will be.</param>
    public FpTree(int[] items, int[] supports, int expected)
    {
        Items = items;
        Supports = supports;
        Heads = new int[items.Length];
        Heads.AsSpan().Fill(-1);
        int room = Math.Max(8, expected);
        _items = new int[room];
        _parents = new int[room];
        _counts = new int[room];
        _links = new int[room];
        _table = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)room * 2)];
    }

    public int[] Items { get; }

    public int[] Supports { get; }

    public int[] Heads { get; }

    public int Nodes { get; private set; }

    public int ItemOf(int node) => _items[node];

    public int ParentOf(int node) => _parents[node];

    public int CountOf(int node) => _counts[node];

    public int NextOf(int node) => _links[node];

    /// <summary>Adds a path of the tree's items, most frequent first.</summary>
    public void Insert(ReadOnlySpan<int> path, int count)
    {
        int parent = Root;
        foreach (int item in path)
        {
            parent = Child(parent, item);
            _counts[parent] += count;
        }
    }

    private int Child(int parent, int item)
    {
        int mask = _table.Length - 1;
        int slot = Slot(parent, item, mask);
        for (; _table[slot] != 0; slot = (slot + 1) & mask)
        {
            int node = _table[slot] - 1;
            if (_parents[node] == parent && _items[node] == item)
            {
                return node;
            }
        }

        if (Nodes == _items.Length)
        {
            Grow();
            mask = _table.Length - 1;
            for (slot = Slot(parent, item, mask); _table[slot] != 0; slot = (slot + 1) & mask)
            {
            }
        }

        int made = Nodes++;
        _table[slot] = made + 1;
        _items[made] = item;
        _parents[made] = parent;
        _counts[made] = 0;
        _links[made] = Heads[item];
        Heads[item] = made;
        return made;
    }

    private static int Slot(int parent, int item, int mask)
    {
        uint hash = ((uint)parent * 0x9E37_79B1u) ^ ((uint)item * 0x85EB_CA77u);
        return (int)(hash ^ (hash >> 15)) & mask;
    }

    private void Grow()
    {
        int room = _items.Length * 2;
        Array.Resize(ref _items, room);
        Array.Resize(ref _parents, room);
        Array.Resize(ref _counts, room);
        Array.Resize(ref _links, room);
        _table = new int[_table.Length * 2];
        int mask = _table.Length - 1;
        for (int node = 0; node < Nodes; node++)
        {
            int slot = Slot(_parents[node], _items[node], mask);
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _table[slot] = node + 1;
        }
    }
}
