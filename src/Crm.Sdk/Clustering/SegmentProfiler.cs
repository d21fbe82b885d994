using Crm.Sdk.Classification;

namespace Crm.Sdk.Clustering;

/// <summary>Profiles any segment against the base: which facts set it apart, and by how much (CL-8).</summary>
/// <remarks>Memory: one bit a customer, and 16 bytes a customer while one fact is compared. Thread-safe.</remarks>
public static class SegmentProfiler
{
    /// <summary>Profiles a segment.</summary>
    /// <param name="columns">The base; its rows are those of the facts.</param>
    /// <param name="facts">The facts of all customers of the base.</param>
    /// <param name="segment">The members, in any order; one that comes twice counts once.</param>
    /// <param name="cancellationToken">Stops between facts.</param>
    /// <exception cref="ArgumentException">The facts have another number of rows than the base.</exception>
    public static async Task<SegmentProfile> ProfileAsync(OrderColumns columns, FactTable facts, IAsyncEnumerable<CustomerId> segment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(segment);
        if (facts.Count != columns.Customers)
        {
            throw new ArgumentException($"The facts have {facts.Count} rows, the base {columns.Customers} customers.", nameof(facts));
        }

        var members = new System.Collections.BitArray(facts.Count);
        int unknown = 0, count = 0;
        await foreach (CustomerId customer in segment.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!columns.TryFind(customer, out int row))
            {
                unknown++;
            }
            else if (!members[row])
            {
                members[row] = true;
                count++;
            }
        }

        var traits = new List<SegmentTrait>();
        foreach (FactColumn column in facts.Columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FactNumbers.IsNumber(column.Fact))
            {
                if (OfNumber(column, members) is { } trait)
                {
                    traits.Add(trait);
                }
            }
            else if (column.Fact.ValueType == FactValueType.Category)
            {
                traits.AddRange(OfCategories(column, facts, members));
            }
        }

        return new SegmentProfile(
            count,
            facts.Count,
            unknown,
            facts.Currency,
            traits.OrderByDescending(static trait => Math.Abs(trait.Delta)).ThenBy(static trait => trait.Fact, StringComparer.Ordinal).ThenBy(static trait => trait.Category, StringComparer.Ordinal).ToValueList());
    }

    private static SegmentTrait? OfNumber(FactColumn column, System.Collections.BitArray members)
    {
        double[] inside = [.. Values(true)], outside = [.. Values(false)];
        if (inside.Length == 0 || outside.Length == 0)
        {
            return null; // nothing to compare with
        }

        Array.Sort(outside);
        long above = 0;
        foreach (double value in inside)
        {
            above += Below(outside, value, orEqual: false) - (outside.Length - Below(outside, value, orEqual: true));
        }

        double mean = inside.Average(), other = outside.Average();
        double spread = Math.Sqrt((inside.Sum(value => (value - mean) * (value - mean)) + outside.Sum(value => (value - other) * (value - other))) / Math.Max(1, inside.Length + outside.Length - 2));
        return new SegmentTrait(
            column.Fact.Key, null, inside.Length, outside.Length, mean, other, (double)above / inside.Length / outside.Length, spread > 0 ? (mean - other) / spread : null, null);

        IEnumerable<double> Values(bool ofMembers)
        {
            for (int row = 0; row < column.Count; row++)
            {
                double value = FactNumbers.At(column, row);
                if (members[row] == ofMembers && !double.IsNaN(value))
                {
                    yield return value;
                }
            }
        }
    }

    private static IEnumerable<SegmentTrait> OfCategories(FactColumn column, FactTable facts, System.Collections.BitArray members)
    {
        var counts = new SortedDictionary<string, (int In, int Out)>(StringComparer.Ordinal);
        int inside = 0, outside = 0;
        for (int row = 0; row < facts.Count; row++)
        {
            if (column.Int32Values[row] == 0)
            {
                continue; // no category
            }

            string name = facts[row][(Fact<Category>)column.Fact]!.Value.Name;
            (int ins, int outs) = counts.GetValueOrDefault(name);
            counts[name] = members[row] ? (ins + 1, outs) : (ins, outs + 1);
            (inside, outside) = members[row] ? (inside + 1, outside) : (inside, outside + 1);
        }

        foreach ((string name, (int ins, int outs)) in counts)
        {
            if (inside > 0 && outside > 0)
            {
                double share = (double)ins / inside, other = (double)outs / outside;
                yield return new SegmentTrait(column.Fact.Key, name, inside, outside, share, other, share - other, null, share * (inside + outside) / (ins + outs));
            }
        }
    }

    /// <summary>How many sorted values are below one, or not above it.</summary>
    private static int Below(double[] sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
