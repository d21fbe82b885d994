using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Reports;

/// <summary>Gathers what a report on a customer base shows: purchases and RFM from columns of orders, the composition from the labels that are current.</summary>
/// <remarks>A thread-safe singleton. It reads the store once for the columns and once for the labels; memory grows with customers and orders as columns do.</remarks>
public sealed class CustomerBaseReader
{
    private static readonly FieldId[] LabelFields = [LabelModel.Customer, LabelModel.Dimension, LabelModel.Label];
    private static readonly FieldType[] LabelTypes = [FieldType.Id, FieldType.Text, FieldType.Text];

    private readonly IClassifier _classifier;
    private readonly LabelReader _labels;
    private readonly IExtensions _extensions;

    /// <summary>Makes a reader.</summary>
    public CustomerBaseReader(IClassifier classifier, LabelReader labels, IExtensions extensions)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(extensions);
        _classifier = classifier;
        _labels = labels;
        _extensions = extensions;
    }

    /// <summary>Reads a tenant's customer base.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant for purchases and RFM. Labels are those of the current run, whose instant is in <see cref="CustomerBase.LabelsAsOf"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CustomerBase> ReadAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        OrderColumns columns = await _classifier.LoadColumnsAsync(scope, asOf, cancellationToken).ConfigureAwait(false);
        long[] spend = new long[columns.Customers];
        PurchaseSummary purchases = Summarise(columns, asOf, spend, cancellationToken);
        ClassificationRun? run = await _labels.CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false);
        return new CustomerBase(purchases)
        {
            Rfm = Cells(RfmScoring.Score(columns, asOf, cancellationToken: cancellationToken), columns.Currency),
            Dimensions = run is null ? [] : await ComposeAsync(scope, columns, spend, cancellationToken).ConfigureAwait(false),
            LabelsAsOf = run?.AsOf,
        };
    }

    private static PurchaseSummary Summarise(OrderColumns columns, AsOf asOf, long[] spend, CancellationToken cancellationToken)
    {
        var builder = new PurchaseSummaryBuilder(asOf, columns.Currency);
        long until = asOf.Instant.ToUnixMicroseconds();
        for (int row = 0; row < spend.Length; row++)
        {
            OrderHistory history = columns.HistoryAt(row, until);
            builder.Add(history);
            foreach (long amount in history.Amounts)
            {
                spend[row] += amount;
            }

            if (row % 10_000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return builder.Build();
    }

    private static ValueList<RfmCell> Cells(RfmTable table, Currency currency)
    {
        var cells = new SortedDictionary<(int Frequency, int Recency), Tally>();
        foreach (RfmRow row in table.Rows())
        {
            TallyOf(cells, (row.F, row.R)).Add(row.Amount.MinorUnits);
        }

        return [.. cells.Select(cell => new RfmCell(cell.Key.Recency, cell.Key.Frequency, cell.Value.Customers, Money.OfMinor(cell.Value.Spend, currency)))];
    }

    private async Task<ValueList<DimensionComposition>> ComposeAsync(CrmScope scope, OrderColumns columns, long[] spend, CancellationToken cancellationToken)
    {
        var dimensions = new Dictionary<string, Dictionary<string, Tally>>(StringComparer.Ordinal);
        await _labels.ScanAsync(scope, LabelFields, LabelTypes, Take, cancellationToken).ConfigureAwait(false);

        RuleDescriptor[] rules = [.. _extensions.All<IRule>().Select(static rule => rule.Instance.Descriptor)];
        return
        [
            .. dimensions
                .OrderBy(dimension => PlaceOf(rules.Select(static rule => rule.Dimension), dimension.Key)).ThenBy(static dimension => dimension.Key, StringComparer.Ordinal)
                .Select(dimension => Compose(dimension.Key, dimension.Value, rules.Where(rule => rule.Dimension == dimension.Key), columns.Currency)),
        ];

        ValueTask Take(ColumnBatch batch, CancellationToken token)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                if (columns.TryFind(new CustomerId(batch.Ids(0)[i]), out int row))
                {
                    TallyOf(TallyOf(dimensions, batch.Texts(1)[i]!), batch.Texts(2)[i] ?? LabelShare.NoLabel).Add(spend[row]);
                }
            }

            return ValueTask.CompletedTask;
        }
    }

    private static DimensionComposition Compose(string dimension, Dictionary<string, Tally> labels, IEnumerable<RuleDescriptor> rules, Currency currency)
    {
        string[] order = [.. rules.SelectMany(static rule => rule.Labels)];
        return new DimensionComposition(
            dimension,
            [
                .. labels
                    .OrderBy(label => label.Key.Length == 0).ThenBy(label => PlaceOf(order, label.Key)).ThenBy(static label => label.Key, StringComparer.Ordinal)
                    .Select(label => new LabelShare(label.Key, label.Value.Customers, Money.OfMinor(label.Value.Spend, currency))),
            ]);
    }

    /// <summary>The place of a name in a list; behind all others where it is not in it, as the label of a rule that is no longer there.</summary>
    private static int PlaceOf(IEnumerable<string> names, string name)
    {
        int place = 0;
        foreach (string other in names)
        {
            if (other == name)
            {
                return place;
            }

            place++;
        }

        return int.MaxValue;
    }

    private static TValue TallyOf<TKey, TValue>(IDictionary<TKey, TValue> tallies, TKey key)
        where TValue : class, new()
    {
        if (!tallies.TryGetValue(key, out TValue? tally))
        {
            tallies.Add(key, tally = new TValue());
        }

        return tally;
    }

    private sealed class Tally
    {
        public int Customers { get; private set; }

        public long Spend { get; private set; }

        public void Add(long spend)
        {
            Customers++;
            Spend = checked(Spend + spend);
        }
    }
}
