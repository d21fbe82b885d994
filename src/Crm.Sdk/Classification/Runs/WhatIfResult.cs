namespace Crm.Sdk.Classification;

/// <summary>What a changed set of rules would answer over the past, beside what the rules as they are answer for the same instant and the same records. Nothing is stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class WhatIfResult
{
    private readonly ClassificationResult _now;
    private readonly ClassificationResult _changed;

    internal WhatIfResult(ClassificationResult now, ClassificationResult changed)
    {
        (_now, _changed) = (now, changed);
        string[] dimensions = [.. now.Rules.Concat(changed.Rules).Select(static rule => rule.Descriptor.Dimension).Distinct(StringComparer.Ordinal)];
        Matrix = dimensions.SelectMany(Count).ToValueList();
        Problems = now.Rules.Concat(changed.Rules).Select(static rule => rule.Stop?.Message).OfType<string>().Distinct(StringComparer.Ordinal).ToValueList();
    }

    /// <summary>The instant that both answers are for.</summary>
    public AsOf AsOf => _now.AsOf;

    /// <summary>How many customers there are.</summary>
    public int Customers => _now.Columns.Customers;

    /// <summary>From which label to which, dimension by dimension, those who stay among them; in the order of the rules' labels.</summary>
    public ValueList<LabelMove> Matrix { get; }

    /// <summary>Rules that were stopped, one sentence each; they move nobody.</summary>
    public ValueList<string> Problems { get; }

    /// <summary>The customers whose label would be another, one after the other, dimension by dimension.</summary>
    public IEnumerable<CustomerMove> Moves()
    {
        foreach (string dimension in Matrix.Select(static move => move.Dimension).Distinct(StringComparer.Ordinal))
        {
            (RuleResult? before, RuleResult? after) = RulesOf(dimension);
            for (int row = 0; row < Customers; row++)
            {
                string? from = before?.LabelAt(row), to = after?.LabelAt(row);
                if (!string.Equals(from, to, StringComparison.Ordinal))
                {
                    yield return new CustomerMove(_now.Columns.CustomerAt(row), dimension, from, to);
                }
            }
        }
    }

    private IEnumerable<LabelMove> Count(string dimension)
    {
        (RuleResult? before, RuleResult? after) = RulesOf(dimension);
        var counts = new Dictionary<(string From, string To), long>();
        for (int row = 0; row < Customers; row++)
        {
            var pair = (before?.LabelAt(row) ?? string.Empty, after?.LabelAt(row) ?? string.Empty);
            counts[pair] = counts.GetValueOrDefault(pair) + 1;
        }

        List<string> order = [.. (before?.Descriptor.Labels ?? []).Concat(after?.Descriptor.Labels ?? []).Distinct(StringComparer.Ordinal)];
        return counts
            .OrderBy(count => Place(count.Key.From)).ThenBy(static count => count.Key.From, StringComparer.Ordinal)
            .ThenBy(count => Place(count.Key.To)).ThenBy(static count => count.Key.To, StringComparer.Ordinal)
            .Select(count => new LabelMove(dimension, Named(count.Key.From), Named(count.Key.To), count.Value));

        int Place(string label) => order.IndexOf(label) is var at && at < 0 ? int.MaxValue : at;

        static string? Named(string label) => label.Length == 0 ? null : label;
    }

    private (RuleResult? Before, RuleResult? After) RulesOf(string dimension) => (Of(_now, dimension), Of(_changed, dimension));

    private static RuleResult? Of(ClassificationResult result, string dimension) =>
        result.Rules.FirstOrDefault(rule => rule.Stop is null && string.Equals(rule.Descriptor.Dimension, dimension, StringComparison.Ordinal));
}
