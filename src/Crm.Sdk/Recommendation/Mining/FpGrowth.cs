namespace Crm.Sdk.Recommendation;

/// <summary>Finds all item sets that enough baskets hold, by FP-growth (Han, Pei, Yin 2000); pairs alone by counting in an array.</summary>
/// <remarks>Memory: a tree of at most one node a line of a frequent item, 24 to 48 bytes each, and what was found, which <c>maxSets</c> bounds. Used by one thread, once.</remarks>
internal sealed class FpGrowth
{
    private const int MaxPairCells = 32 * 1024 * 1024; // 128 MiB of counts
    private const int BasketsPerCheck = 4_096;

    private readonly BasketSet _baskets;
    private readonly int _minCount;
    private readonly int _maxLength;
    private readonly int _maxSets;
    private readonly CancellationToken _cancel;
    private readonly List<MinedSet> _found = [];
    private readonly int[] _counts; // scratch, by rank of the tree in hand; all 0 between uses
    private readonly int[] _local;
    private readonly List<int> _touched = [];
    private int[] _path = new int[64];

    private FpGrowth(BasketSet baskets, int minCount, int maxLength, int maxSets, CancellationToken cancellationToken)
    {
        (_baskets, _minCount, _maxLength, _maxSets, _cancel) = (baskets, minCount, maxLength, maxSets, cancellationToken);
        _counts = new int[baskets.Items.Count];
        _local = new int[baskets.Items.Count];
    }

    /// <returns>The sets by size, then by their items' numbers.</returns>
    public static List<MinedSet> Mine(BasketSet baskets, int minCount, int maxLength, int maxSets, CancellationToken cancellationToken)
    {
        var mining = new FpGrowth(baskets, Math.Max(1, minCount), maxLength, maxSets, cancellationToken);
        mining.Run();
        mining._found.Sort(static (a, b) => a.Items.Length != b.Items.Length ? a.Items.Length.CompareTo(b.Items.Length) : a.Items.AsSpan().SequenceCompareTo(b.Items));
        return mining._found;
    }

    private void Run()
    {
        int[] supports = new int[_baskets.Items.Count];
        for (int basket = 0; basket < _baskets.Count; basket++)
        {
            foreach (int item in _baskets[basket])
            {
                supports[item]++;
            }
        }

        int[] frequent = [.. Enumerable.Range(0, supports.Length).Where(item => supports[item] >= _minCount).OrderByDescending(item => supports[item]).ThenBy(static item => item)];
        if (_maxLength <= 2 && (long)frequent.Length * frequent.Length / 2 <= MaxPairCells)
        {
            CountPairs(frequent, supports);
            return;
        }

        int[] ranks = new int[supports.Length];
        ranks.AsSpan().Fill(-1);
        for (int rank = 0; rank < frequent.Length; rank++)
        {
            ranks[frequent[rank]] = rank;
        }

        var tree = new FpTree(frequent, [.. frequent.Select(item => supports[item])], Math.Min(_baskets.Lines, 1 << 16));
        for (int basket = 0; basket < _baskets.Count; basket++)
        {
            Check(basket);
            int length = 0;
            foreach (int item in _baskets[basket])
            {
                if (ranks[item] >= 0)
                {
                    Put(ref length, ranks[item]);
                }
            }

            Span<int> path = _path.AsSpan(0, length);
            path.Sort();
            tree.Insert(path, 1);
        }

        Grow(tree, []);
    }

    private void Grow(FpTree tree, int[] suffix)
    {
        for (int item = tree.Items.Length - 1; item >= 0; item--)
        {
            _cancel.ThrowIfCancellationRequested();
            int[] set = [.. suffix, tree.Items[item]];
            Found(set, tree.Supports[item]);
            if (set.Length == _maxLength || item == 0)
            {
                continue;
            }

            int lines = CountPaths(tree, item);
            int[] kept = [.. _touched.Where(other => _counts[other] >= _minCount).Order()];
            if (kept.Length > 0 && set.Length + 1 == _maxLength)
            {
                foreach (int other in kept)
                {
                    Found([.. set, tree.Items[other]], _counts[other]); // no tree is needed for the last item
                }
            }

            FpTree? conditional = kept.Length > 0 && set.Length + 1 < _maxLength ? Conditional(tree, item, kept, lines) : null;
            foreach (int other in _touched)
            {
                _counts[other] = 0;
            }

            _touched.Clear();
            if (conditional is not null)
            {
                Grow(conditional, set);
            }
        }
    }

    /// <summary>Counts what stands above an item.</summary>
    private int CountPaths(FpTree tree, int item)
    {
        int lines = 0;
        for (int node = tree.Heads[item]; node >= 0; node = tree.NextOf(node))
        {
            int count = tree.CountOf(node);
            for (int above = tree.ParentOf(node); above >= 0; above = tree.ParentOf(above))
            {
                int other = tree.ItemOf(above);
                if (_counts[other] == 0)
                {
                    _touched.Add(other);
                }

                _counts[other] += count;
                lines++;
            }
        }

        return lines;
    }

    private FpTree Conditional(FpTree tree, int item, int[] kept, int lines)
    {
        var conditional = new FpTree([.. kept.Select(other => tree.Items[other])], [.. kept.Select(other => _counts[other])], Math.Min(lines, 1 << 12));
        for (int i = 0; i < kept.Length; i++)
        {
            _local[kept[i]] = i;
        }

        for (int node = tree.Heads[item]; node >= 0; node = tree.NextOf(node))
        {
            int length = 0;
            for (int above = tree.ParentOf(node); above >= 0; above = tree.ParentOf(above))
            {
                int other = tree.ItemOf(above);
                if (_counts[other] >= _minCount)
                {
                    Put(ref length, _local[other]);
                }
            }

            Span<int> path = _path.AsSpan(0, length);
            path.Reverse(); // upwards is from the rarest on
            conditional.Insert(path, tree.CountOf(node));
        }

        return conditional;
    }

    private void CountPairs(int[] frequent, int[] supports)
    {
        int[] items = [.. frequent.Order()];
        int[] places = new int[supports.Length];
        places.AsSpan().Fill(-1);
        for (int i = 0; i < items.Length; i++)
        {
            places[items[i]] = i;
            Found([items[i]], supports[items[i]]);
        }

        if (_maxLength < 2)
        {
            return;
        }

        int[] cells = new int[(long)items.Length * (items.Length - 1) / 2];
        for (int basket = 0; basket < _baskets.Count; basket++)
        {
            Check(basket);
            int length = 0;
            foreach (int item in _baskets[basket])
            {
                if (places[item] >= 0)
                {
                    Put(ref length, places[item]);
                }
            }

            ReadOnlySpan<int> path = _path.AsSpan(0, length);
            for (int high = 1; high < path.Length; high++)
            {
                int row = path[high] * (path[high] - 1) / 2;
                for (int low = 0; low < high; low++)
                {
                    cells[row + path[low]]++;
                }
            }
        }

        for (int high = 1; high < items.Length; high++)
        {
            for (int low = 0; low < high; low++)
            {
                int count = cells[(high * (high - 1) / 2) + low];
                if (count >= _minCount)
                {
                    Found([items[low], items[high]], count);
                }
            }
        }
    }

    private void Found(int[] set, int count)
    {
        if (_found.Count == _maxSets)
        {
            throw new CrmException(RecommendationErrorCodes.TooMany, $"More than {_maxSets:N0} item sets are in {_minCount:N0} baskets or more; raise the minimum support or lower the maximum length.");
        }

        Array.Sort(set);
        _found.Add(new MinedSet(set, count));
    }

    private void Put(ref int length, int value)
    {
        if (length == _path.Length)
        {
            Array.Resize(ref _path, length * 2);
        }

        _path[length++] = value;
    }

    private void Check(int basket)
    {
        if (basket % BasketsPerCheck == 0)
        {
            _cancel.ThrowIfCancellationRequested();
        }
    }
}
