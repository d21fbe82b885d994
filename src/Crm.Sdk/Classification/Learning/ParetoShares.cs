namespace Crm.Sdk.Classification;

/// <summary>A/B/C by share of the sum of a value, after Pareto: the least value of class B and that of class A.</summary>
internal static class ParetoShares
{
    /// <returns>The two edges, ascending, a value on an edge belonging to the upper class; none where no value is above zero. And the number of values above zero.</returns>
    public static (double[] Edges, int Count) Of(FactColumn column, ShareFormula formula) =>
        column.Fact.ValueType == FactValueType.Number ? OfNumbers(DefinedValues.Numbers(column), formula) : OfWhole(DefinedValues.Whole(column), formula);

    // A customer belongs to a class while those above hold less than the class's share. Whole buckets are passed over by their sums; only the buckets in which a
    // share is reached are looked into.
    private static (double[] Edges, int Count) OfWhole(long[] values, ShareFormula formula)
    {
        int[] counts = new int[ValueBuckets.Count];
        Int128[] sums = new Int128[ValueBuckets.Count];
        Int128 total = 0;
        int count = 0;
        foreach (long value in values)
        {
            if (value > 0)
            {
                int bucket = ValueBuckets.Of(value);
                counts[bucket]++;
                sums[bucket] += value;
                total += value;
                count++;
            }
        }

        if (count == 0)
        {
            return ([], 0);
        }

        (int Bucket, Int128 Above) a = Reaching(formula.A), b = Reaching(formula.B);
        Dictionary<int, long[]> sorted = RankSelection.Sorted(values, counts, [a.Bucket, b.Bucket]);
        return ([Least(b, formula.B), Least(a, formula.A)], count);

        // The bucket in which the sum from above reaches a share, and the sum above that bucket.
        (int Bucket, Int128 Above) Reaching(int share)
        {
            Int128 above = 0;
            int bucket = ValueBuckets.Count - 1;
            while ((above + sums[bucket]) * 100 < total * share)
            {
                above += sums[bucket--];
            }

            return (bucket, above);
        }

        // The least value of the bucket above which less than the share is held.
        long Least((int Bucket, Int128 Above) reaching, int share)
        {
            long[] inBucket = sorted[reaching.Bucket];
            Int128 above = reaching.Above;
            int at = inBucket.Length;
            while (at > 0 && above * 100 < total * share)
            {
                above += inBucket[--at];
            }

            return inBucket[at];
        }
    }

    private static (double[] Edges, int Count) OfNumbers(double[] values, ShareFormula formula)
    {
        double[] positive = [.. values.Where(static value => value > 0).Order()];
        double total = 0, above = 0, a = 0, b = 0;
        foreach (double value in positive)
        {
            total += value; // ascending, so that small values are not lost
        }

        for (int i = positive.Length - 1; i >= 0 && above * 100 < total * formula.B; i--)
        {
            a = above * 100 < total * formula.A ? positive[i] : a;
            b = positive[i];
            above += positive[i];
        }

        return positive.Length == 0 ? ([], 0) : ([b, a], positive.Length);
    }
}
