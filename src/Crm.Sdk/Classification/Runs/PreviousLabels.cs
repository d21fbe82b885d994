using Crm.Sdk.Labels;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>The labels that customers have before a run, by rule and row: what the run's answers are compared with, so that only changes are written.</summary>
/// <remarks>Twelve bytes a customer and rule. Not thread-safe.</remarks>
internal sealed class PreviousLabels
{
    private const int CustomersPerLookUp = 500;

    private static readonly FieldId[] Fields = [LabelModel.Customer, LabelModel.Dimension, LabelModel.Label, LabelModel.NoneCode, LabelModel.Rule, LabelModel.Score];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Int];

    private OrderColumns _columns;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Label, string? None), int> _answers = [];
    private readonly List<string> _texts = []; // by number
    private readonly Dictionary<string, LabelRow[]> _byDimension;

    private PreviousLabels(OrderColumns columns, RuleRegistration[] rules)
    {
        _columns = columns;
        _byDimension = rules.Select(static rule => rule.Descriptor.Dimension).Distinct(StringComparer.Ordinal).ToDictionary(static d => d, _ => Array.Empty<LabelRow>(), StringComparer.Ordinal);
    }

    /// <summary>About how many bytes it takes.</summary>
    public long Bytes => _byDimension.Values.Sum(static rows => 12L * rows.Length);

    /// <summary>Goes on with later columns of the same lineage, whose new customers come behind. Those may have labels from before they were merged away, or removed.</summary>
    public async Task GoOnWithAsync(LabelReader labels, CrmScope scope, OrderColumns columns, CancellationToken cancellationToken)
    {
        int known = _columns.Customers;
        _columns = columns;
        foreach ((string dimension, LabelRow[] rows) in _byDimension)
        {
            if (rows.Length > 0 && rows.Length < columns.Customers)
            {
                LabelRow[] more = rows;
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
        if (!_byDimension.TryGetValue(dimension, out LabelRow[]? rows) || rows.Length == 0)
        {
            return null;
        }

        Category[] byNumber = [.. _texts.Select(static text => text is ['+', .. var label] ? Category.Of(label) : Category.None)];
        return [.. rows.Select(row => row.Answer == LabelRow.Absent ? Category.None : byNumber[row.Answer - 1])];
    }

    /// <summary>
    /// What a result changes, customer by customer in the order of the columns: the labels of a customer come together, so that a store meets the same pages of its indexes again at once.
    /// </summary>
    /// <param name="result">The answers.</param>
    /// <param name="onlyChanged">Whether the labels are those of the earlier result that the answers went on from, so that only rows need looking at whose answer is another.</param>
    public IEnumerable<LabelChange> Changes(ClassificationResult result, bool onlyChanged)
    {
        RuleChanges[] rules = [.. result.Rules.Where(static rule => rule.Stop is null).Select(Of)]; // of a stopped rule the labels stay as they were
        foreach (int row in onlyChanged ? ChangedRows(result) : Enumerable.Range(0, _columns.Customers))
        {
            foreach (RuleChanges rule in rules)
            {
                if (rule.TryChange(row, out LabelChange change))
                {
                    yield return change;
                }
            }
        }
    }

    /// <summary>The number of a text, which gets the next one if it has none.</summary>
    public int NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            _numbers.Add(text, number = _numbers.Count);
            _texts.Add(text);
        }

        return number;
    }

    /// <summary>The text of an answer, of a label or of why there is none.</summary>
    public static string Answer(string? label, string? none) => label is null ? "-" + none : "+" + label;

    /// <summary>The label of an answer that a row holds; null where it is none.</summary>
    public string? LabelOf(LabelRow row) => row.Answer != LabelRow.Absent && _texts[row.Answer - 1] is ['+', .. var label] ? label : null;

    private void Add(CustomerId customer, string dimension, string? label, string? none, string rule, long? score)
    {
        if (_byDimension.TryGetValue(dimension, out LabelRow[]? rows) && _columns.TryFind(customer, out int row))
        {
            if (rows.Length == 0)
            {
                _byDimension[dimension] = rows = new LabelRow[_columns.Customers];
            }

            rows[row] = LabelRow.Of(NumberOf(label, none), NumberOf(rule), score);
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

    private RuleChanges Of(RuleResult rule)
    {
        LabelRow[] before = _byDimension[rule.Descriptor.Dimension];
        if (before.Length == 0)
        {
            _byDimension[rule.Descriptor.Dimension] = before = new LabelRow[_columns.Customers];
        }

        return new RuleChanges(this, _columns, rule, before);
    }

    private int[] ChangedRows(ClassificationResult result)
    {
        var rows = new RowBits(_columns.Customers);
        foreach (RuleResult rule in result.Rules)
        {
            foreach (int row in rule.ChangedRows)
            {
                rows.Mark(row);
            }
        }

        return rows.ToRows();
    }
}
