namespace Crm.Sdk.Lifecycle;

/// <summary>The usual intervals of customers, and of their groups and the base where they have too few of their own.</summary>
/// <remarks>Learned in one pass; memory grows with the groups alone, 30 kB each.</remarks>
internal sealed class ChurnRhythms(ChurnPolicy policy)
{
    private readonly Dictionary<string, IntervalTally> _groups = new(StringComparer.Ordinal);
    private readonly IntervalTally _base = new();
    private readonly UsualInterval _own = new();
    private readonly Dictionary<string, PurchaseRhythm?> _known = new(StringComparer.Ordinal);

    /// <summary>Counts a customer's intervals.</summary>
    public void Learn(ReadOnlySpan<int> days, string? group)
    {
        IntervalTally? tally = group is null ? null : _groups.TryGetValue(group, out IntervalTally? found) ? found : _groups[group] = new IntervalTally();
        for (int i = 1; i < days.Length; i++)
        {
            tally?.Add(days[i] - days[i - 1]);
            _base.Add(days[i] - days[i - 1]);
        }
    }

    /// <summary>The rhythm of a customer, once all were counted.</summary>
    public PurchaseRhythm Of(ReadOnlySpan<int> days, string? group)
    {
        if (days.Length > policy.LeastIntervals)
        {
            _own.Clear();
            for (int i = 1; i < days.Length; i++)
            {
                _own.Add(days[i] - days[i - 1]);
            }

            return new PurchaseRhythm(_own.Median!.Value, _own.Spread!.Value, IntervalSource.Own, days.Length - 1);
        }

        return OfOthers(group) ?? OfOthers(null) ?? new PurchaseRhythm(policy.DefaultIntervalDays, 0, IntervalSource.Default, 0);
    }

    private PurchaseRhythm? OfOthers(string? group)
    {
        string key = group ?? string.Empty;
        if (!_known.TryGetValue(key, out PurchaseRhythm? rhythm))
        {
            rhythm = group is null ? _base.Rhythm(IntervalSource.Base, policy.LeastOfGroup) : _groups.GetValueOrDefault(group)?.Rhythm(IntervalSource.Group, policy.LeastOfGroup);
            _known.Add(key, rhythm);
        }

        return rhythm;
    }
}
