namespace Crm.Sdk.Classification;

/// <summary>Finds values by their rank without sorting all of them.</summary>
internal static class RankSelection
{
    /// <summary>The values that would stand at some places if all were sorted.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="ranks">The places, from 0, ascending.</param>
    public static long[] At(ReadOnlySpan<long> values, ReadOnlySpan<int> ranks)
    {
        int[] counts = new int[ValueBuckets.Count];
        foreach (long value in values)
        {
            counts[ValueBuckets.Of(value)]++;
        }

        // The buckets in which the ranks lie, and the places within them.
        int[] bucketOfRank = new int[ranks.Length], placeOfRank = new int[ranks.Length];
        for (int i = 0, bucket = -1, before = 0, upTo = 0; i < ranks.Length; i++)
        {
            while (upTo <= ranks[i])
            {
                bucket++;
                before = upTo;
                upTo += counts[bucket];
            }

            bucketOfRank[i] = bucket;
            placeOfRank[i] = ranks[i] - before;
        }

        Dictionary<int, long[]> sorted = Sorted(values, counts, bucketOfRank);
        long[] found = new long[ranks.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = sorted[bucketOfRank[i]][placeOfRank[i]];
        }

        return found;
    }

    /// <summary>The values of some buckets, sorted.</summary>
    /// <param name="values">All values.</param>
    /// <param name="counts">How many there are in each bucket.</param>
    /// <param name="buckets">The buckets that are wanted; one may be named several times.</param>
    public static Dictionary<int, long[]> Sorted(ReadOnlySpan<long> values, int[] counts, ReadOnlySpan<int> buckets)
    {
        var sorted = new Dictionary<int, long[]>();
        int[] next = new int[ValueBuckets.Count]; // where the next value of a bucket goes, from 1; 0 for buckets that are not wanted
        foreach (int bucket in buckets)
        {
            if (sorted.TryAdd(bucket, []))
            {
                sorted[bucket] = new long[counts[bucket]];
                next[bucket] = 1;
            }
        }

        foreach (long value in values)
        {
            int bucket = ValueBuckets.Of(value);
            if (next[bucket] > 0)
            {
                sorted[bucket][next[bucket]++ - 1] = value;
            }
        }

        foreach (long[] bucket in sorted.Values)
        {
            bucket.AsSpan().Sort();
        }

        return sorted;
    }
}
