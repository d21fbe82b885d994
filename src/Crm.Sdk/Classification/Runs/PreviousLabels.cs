using Crm.Sdk.Labels;

namespace Crm.Sdk.Classification;

/// <summary>The labels that customers have before a run, by rule and row: what the run's answers are compared with, so that only changes are written.</summary>
/// <remarks>Twelve bytes a customer and rule. Not thread-safe.</remarks>
internal sealed class PreviousLabels
{
    private const float GreatestScore = 9e12f;
    private const int Absent = 0; // otherwise the text's number + 1

    private readonly OrderColumns _columns;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Row[]> _byDimension;

    private PreviousLabels(OrderColumns columns, RuleRegistration[] rules)
    {
        _columns = columns;
        _byDimension = rules.Select(static rule => rule.Descriptor.Dimension).Distinct(StringComparer.Ordinal).ToDictionary(static d => d, _ => Array.Empty<Row>(), StringComparer.Ordinal);
    }

    public static async Task<PreviousLabels> LoadAsync(LabelReader labels, CrmScope scope, OrderColumns columns, RuleRegistration[] rules, CancellationToken cancellationToken)
    {
        var previous = new PreviousLabels(columns, rules);
        await foreach (LabelAssignment label in labels.AllAsync(scope, cancellationToken).ConfigureAwait(false))
        {
            if (previous._byDimension.TryGetValue(label.Dimension, out Row[]? rows) && columns.TryFind(label.Customer, out int row))
            {
                if (rows.Length == 0)
                {
                    previous._byDimension[label.Dimension] = rows = new Row[columns.Customers];
                }

                rows[row] = new Row(previous.NumberOf(Answer(label.Label, label.NoneCode)) + 1, previous.NumberOf(label.Rule), ScoreBits(label.ScoreMillionths));
            }
        }

        return previous;
    }

    /// <summary>What a result changes, rule by rule in the order of the columns.</summary>
    public IEnumerable<LabelChange> Changes(ClassificationResult result)
    {
        foreach (RuleResult rule in result.Rules)
        {
            if (rule.Stop is not null)
            {
                continue; // its labels stay as they were
            }

            Row[] before = _byDimension[rule.Descriptor.Dimension];
            for (int row = 0; row < rule.Count; row++)
            {
                string? label = rule.LabelAt(row), none = rule.NoneCodeAt(row);
                if (label is null && none is null)
                {
                    continue; // the rule failed for this customer, who keeps what was
                }

                float? score = rule.ScoreAt(row);
                Row old = before.Length == 0 ? default : before[row];
                if (old.Answer != Absent && old == new Row(NumberOf(Answer(label, none)) + 1, NumberOf(rule.Descriptor.Id), ScoreBits(Millionths(score))))
                {
                    continue;
                }

                yield return new LabelChange
                {
                    Customer = _columns.CustomerAt(row),
                    Dimension = rule.Descriptor.Dimension,
                    Label = label,
                    NoneCode = none,
                    Score = score,
                    Rule = rule.Descriptor.Id,
                    RuleVersion = rule.Descriptor.Version,
                    RecheckOn = rule.RecheckAt(row),
                    EndsOther = old.Answer != Absent,
                };
            }
        }
    }

    /// <summary>A score as it is stored; the seven digits that single precision holds, and no noise behind them.</summary>
    public static long? Millionths(float? score) => score is { } value ? (long)(Math.Clamp((decimal)Math.Clamp(value, -GreatestScore, GreatestScore), -9e12m, 9e12m) * 1_000_000m) : null;

    private static string Answer(string? label, string? none) => label is null ? "-" + none : "+" + label;

    private static int ScoreBits(long? millionths) => millionths is { } value ? BitConverter.SingleToInt32Bits((float)(value / 1_000_000.0)) : int.MinValue;

    private int NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            _numbers.Add(text, number = _numbers.Count);
        }

        return number;
    }

    private readonly record struct Row(int Answer, int Rule, int Score);
}
