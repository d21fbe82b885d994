namespace Crm.Sdk.Classification;

/// <summary>Finds where the answers of a rule differ from the labels before, row by row, and notes them as the labels that stand.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RuleChanges
{
    private readonly PreviousLabels _labels;
    private readonly OrderColumns _columns;
    private readonly RuleResult _rule;
    private readonly LabelRow[] _before;
    private readonly int _ruleNumber;
    private readonly int[] _answers; // by outcome: the text's number, or −1 where the outcome was not met yet

    public RuleChanges(PreviousLabels labels, OrderColumns columns, RuleResult rule, LabelRow[] before)
    {
        _labels = labels;
        _columns = columns;
        _rule = rule;
        _before = before;
        _ruleNumber = labels.NumberOf(rule.Descriptor.Id);
        _answers = new int[rule.Descriptor.Labels.Count + rule.Codes.Length];
        _answers.AsSpan().Fill(-1);
    }

    /// <summary>Whether a row's answer is another than before; false where the rule failed for the customer, who keeps what was.</summary>
    public bool TryChange(int row, out LabelChange change)
    {
        ushort outcome = _rule.Outcomes[row];
        if (outcome == RuleResult.NoAnswer)
        {
            change = default;
            return false;
        }

        ref int answer = ref _answers[outcome];
        if (answer < 0)
        {
            answer = _labels.NumberOf(PreviousLabels.Answer(_rule.LabelAt(row), _rule.NoneCodeAt(row)));
        }

        float? score = _rule.ScoreAt(row);
        LabelRow old = _before[row], now = LabelRow.Of(answer, _ruleNumber, LabelRow.Millionths(score));
        if (old == now)
        {
            change = default;
            return false;
        }

        _before[row] = now;
        change = new LabelChange
        {
            Customer = _columns.CustomerAt(row),
            Dimension = _rule.Descriptor.Dimension,
            Label = _rule.LabelAt(row),
            NoneCode = _rule.NoneCodeAt(row),
            Score = score,
            Rule = _rule.Descriptor.Id,
            RuleVersion = _rule.Descriptor.Version,
            RecheckOn = _rule.RecheckAt(row),
            Former = _labels.LabelOf(old),
            EndsOther = old.Answer != LabelRow.Absent,
        };
        return true;
    }
}
