using Crm.Sdk.Labels;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>The labels that customers have before a run, by rule and row: what the run's answers are compared with, so that only changes are written.</summary>
/// <remarks>Twelve bytes a customer and rule. Not thread-safe.</remarks>
internal sealed class PreviousLabels
{
    private const float GreatestScore = 9e12f;
    private const int CustomersPerLookUp = 500;
    private const int Absent = 0; // otherwise the text's number + 1

    private static readonly FieldId[] Fields = [LabelModel.Customer, LabelModel.Dimension, LabelModel.Label, LabelModel.NoneCode, LabelModel.Rule, LabelModel.Score];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Int];

    private OrderColumns _columns;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Label, string? None), int> _answers = [];
    private readonly List<string> _texts = []; // by number
    private readonly Dictionary<string, Row[]> _byDimension;

    private PreviousLabels(OrderColumns columns, RuleRegistration[] rules)
    {
        _columns = columns;
        _byDimension = rules.Select(static rule => rule.Descriptor.Dimension).Distinct(StringComparer.Ordinal).ToDictionary(static d => d, _ => Array.Empty<Row>(), StringComparer.Ordinal);
    }

    /// <summary>About how many bytes it takes.</summary>
    public long Bytes => _byDimension.Values.Sum(static rows => 12L * rows.Length);

    /// <summary>Goes on with later columns of the same lineage, whose new customers come behind. Those may have labels from before they were merged away, or removed.</summary>
    public async Task GoOnWithAsync(LabelReader labels, CrmScope scope, OrderColumns columns, CancellationToken cancellationToken)
    {
        int known = _columns.Customers;
        _columns = columns;
        foreach ((string dimension, Row[] rows) in _byDimension)
        {
            if (rows.Length > 0 && rows.Length < columns.Customers)
            {
                Row[] more = rows;
                Array.Resize(ref more, columns.Customers);
                _byDimension[dimension] = more;
            }
        }

        foreach (int[] rows in Enumerable.Range(known, columns.Customers - known).Chunk(CustomersPerLookUp))
        {
            await foreach (LabelAssignment label in labels.OfManyAsync(scope, [.. rows.Select(columns.CustomerAt)], cancellationToken).ConfigureAwait(false))
            {
                Add(label.Customer, label.Dimension, label.Label, label.NoneCode, label.Rule, label.ScoreMillionths);
            }
        }
    }

    /// <summary>Whether it knows the labels of the dimensions of all rules.</summary>
    public bool Covers(RuleRegistration[] rules) => rules.All(rule => _byDimension.ContainsKey(rule.Descriptor.Dimension));

    public static async Task<PreviousLabels> LoadAsync(LabelReader labels, CrmScope scope, OrderColumns columns, RuleRegistration[] rules, CancellationToken cancellationToken)
    {
        var previous = new PreviousLabels(columns, rules);
        await labels.ScanAsync(
            scope,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    long score = batch.Numbers(5)[i];
                    previous.Add(
                        new CustomerId(batch.Ids(0)[i]), batch.Texts(1)[i]!, batch.Texts(2)[i], batch.Texts(3)[i], batch.Texts(4)[i]!, score == ColumnBatch.NullNumber ? null : score);
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return previous;
    }

    /// <summary>The labels that customers had in a dimension, by row; null where nobody had any.</summary>
    public Category[]? LabelsOf(string dimension)
    {
        if (!_byDimension.TryGetValue(dimension, out Row[]? rows) || rows.Length == 0)
        {
            return null;
        }

        Category[] byNumber = [.. _texts.Select(static text => text is ['+', .. var label] ? Category.Of(label) : Category.None)];
        return [.. rows.Select(row => row.Answer == Absent ? Category.None : byNumber[row.Answer - 1])];
    }

    /// <summary>What a result changes, rule by rule in the order of the columns.</summary>
    /// <param name="result">The answers.</param>
    /// <param name="onlyChanged">Whether the labels are those of the earlier result that the answers went on from, so that only rows need looking at whose answer is another.</param>
    public IEnumerable<LabelChange> Changes(ClassificationResult result, bool onlyChanged)
    {
        foreach (RuleResult rule in result.Rules)
        {
            if (rule.Stop is not null)
            {
                continue; // its labels stay as they were
            }

            Row[] before = _byDimension[rule.Descriptor.Dimension];
            if (before.Length == 0)
            {
                _byDimension[rule.Descriptor.Dimension] = before = new Row[_columns.Customers];
            }

            int byRule = NumberOf(rule.Descriptor.Id);
            int[] answers = [.. Enumerable.Repeat(-1, rule.Descriptor.Labels.Count + rule.Codes.Length)]; // by outcome: the text's number
            int count = onlyChanged ? rule.ChangedRows.Count : rule.Count;
            for (int i = 0; i < count; i++)
            {
                int row = onlyChanged ? rule.ChangedRows[i] : i;
                if (rule.Outcomes[row] == RuleResult.NoAnswer)
                {
                    continue; // the rule failed for this customer, who keeps what was
                }

                ref int answer = ref answers[rule.Outcomes[row]];
                if (answer < 0)
                {
                    answer = NumberOf(Answer(rule.LabelAt(row), rule.NoneCodeAt(row)));
                }

                float? score = rule.ScoreAt(row);
                Row old = before[row], now = new(answer + 1, byRule, ScoreBits(Millionths(score)));
                if (old == now)
                {
                    continue;
                }

                before[row] = now;
                string? label = rule.LabelAt(row), none = rule.NoneCodeAt(row);
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
                    Former = old.Answer != Absent && TextOf(old.Answer - 1) is ['+', .. var former] ? former : null,
                    EndsOther = old.Answer != Absent,
                };
            }
        }
    }

    /// <summary>A score as it is stored; the seven digits that single precision holds, and no noise behind them.</summary>
    public static long? Millionths(float? score) => score is { } value ? (long)(Math.Clamp((decimal)Math.Clamp(value, -GreatestScore, GreatestScore), -9e12m, 9e12m) * 1_000_000m) : null;

    private void Add(CustomerId customer, string dimension, string? label, string? none, string rule, long? score)
    {
        if (_byDimension.TryGetValue(dimension, out Row[]? rows) && _columns.TryFind(customer, out int row))
        {
            if (rows.Length == 0)
            {
                _byDimension[dimension] = rows = new Row[_columns.Customers];
            }

            rows[row] = new Row(NumberOf(label, none) + 1, NumberOf(rule), ScoreBits(score));
        }
    }

    /// <summary>The number of an answer; most rows have the answer of the row before or one like it, so no text is put together for each.</summary>
    private int NumberOf(string? label, string? none)
    {
        if (!_answers.TryGetValue((label, none), out int number))
        {
            _answers[(label, none)] = number = NumberOf(Answer(label, none));
        }

        return number;
    }

    private static string Answer(string? label, string? none) => label is null ? "-" + none : "+" + label;

    private static int ScoreBits(long? millionths) => millionths is { } value ? BitConverter.SingleToInt32Bits((float)(value / 1_000_000.0)) : int.MinValue;

    private string TextOf(int number) => _texts[number];

    private int NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            _numbers.Add(text, number = _numbers.Count);
            _texts.Add(text);
        }

        return number;
    }

    private readonly record struct Row(int Answer, int Rule, int Score);
}
