using Crm.Sdk.Classification;

namespace Crm.Sdk.Rules.Retail;

/// <summary>Tiers from the best to the least, with edges; a customer that had a tier keeps it a little below its edge. Immutable and thread-safe.</summary>
/// <remarks>
/// A better tier is given at once, a lesser one only where the value lies below the lowered edge of the tier that the customer has. Asked again with its own answer as the tier before, the
/// answer stays: between a tier's lowered edge and the next better edge, the tier is kept.
/// </remarks>
/// <param name="labels">The tiers, the best first.</param>
/// <param name="edges">The least values of all tiers but the last, falling.</param>
/// <param name="lowered">The least values at which a tier is kept: each at most its edge.</param>
internal sealed class StickyTiers(string[] labels, decimal[] edges, decimal[] lowered)
{
    private readonly Verdict[] _verdicts = [.. labels.Select(Verdict.Of)];
    private readonly Category[] _categories = [.. labels.Select(Category.Of)];

    /// <summary>By a rank from 1 to 100, of parts in per cent.</summary>
    public static StickyTiers ByRank(string[] labels, int[] percents, int band)
    {
        decimal[] edges = new decimal[percents.Length];
        for (int i = 0, left = 100; i < percents.Length; i++)
        {
            left -= percents[i];
            edges[i] = left + 1;
        }

        return new StickyTiers(labels, edges, [.. edges.Select(edge => edge - band)]);
    }

    /// <summary>By amounts.</summary>
    public static StickyTiers ByAmounts(string[] labels, decimal[] edges, int bandPercent) => new(labels, edges, [.. edges.Select(edge => edge - (Math.Abs(edge) * bandPercent / 100))]);

    /// <summary>The tier of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="before">The tier that the customer had; null where it had none, or where it does not count.</param>
    /// <param name="kept">Whether the tier is only kept.</param>
    public Verdict Of(decimal value, Category? before, out bool kept)
    {
        int tier = 0;
        while (tier < edges.Length && value < edges[tier])
        {
            tier++;
        }

        int had = before is { } label ? Array.IndexOf(_categories, label) : -1;
        kept = had >= 0 && had < tier && value >= lowered[had];
        return _verdicts[kept ? had : tier];
    }
}
