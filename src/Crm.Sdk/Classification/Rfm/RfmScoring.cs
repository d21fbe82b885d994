namespace Crm.Sdk.Classification;

/// <summary>RFM: scores customers by recency, frequency and monetary value of their orders (Hughes 1994), with named segments.</summary>
/// <remarks>Thread-safe.</remarks>
public static class RfmScoring
{
    /// <summary>Makes an RFM table of all customers with an order in the time that counts.</summary>
    /// <param name="columns">The customers and their orders.</param>
    /// <param name="asOf">The instant that the table is for.</param>
    /// <param name="options">How it is made; the defaults where null.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM4011: the number of scores is out of range; edges are missing, not ascending, or of another number.</exception>
    public static RfmTable Score(OrderColumns columns, AsOf asOf, RfmOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(asOf);
        options ??= new RfmOptions();
        Check(options);

        var window = new WindowFacts(options.From, asOf, columns.Customers);
        FactColumn recency = window.Want(OrderMeasure.DaysSinceLastOrder, Facts.DaysSinceLastOrder);
        FactColumn orders = window.Want(OrderMeasure.Frequency, Facts.Frequency(Trailing.Ever));
        FactColumn amounts = window.Want(OrderMeasure.Monetary, Facts.Monetary(Trailing.Ever));
        OrderFacts.Compute(columns, asOf, [window], 0, RowSet.Range(0, columns.Customers), cancellationToken);
        int withoutAmount = LeaveOutUnknown(ref recency, ref orders, amounts);

        double unit = columns.Currency.MinorUnitsPerUnit;
        bool toUpper = options.Method != RfmMethod.Quantile;
        CutPoints r = Cuts(recency, options, options.Edges?.RecencyDays, 1, toUpper);
        CutPoints f = Cuts(orders, options, options.Edges?.Orders, 1, toUpper);
        CutPoints m = Cuts(amounts, options, options.Edges?.Amounts, unit, toUpper);
        (int[] rows, int[] scores) = Scores(PopulationFacts.BinsOf(recency, r), PopulationFacts.BinsOf(orders, f), PopulationFacts.BinsOf(amounts, m), options.Bins);
        return new RfmTable(
            asOf,
            columns,
            rows,
            recency,
            orders,
            amounts,
            scores,
            new RfmEdges(r.Edges, f.Edges, m.Edges.Select(edge => edge / unit).ToValueList()),
            options.Segments ?? (options.Bins == 5 ? RfmSegments.Default : null),
            withoutAmount);
    }

    private static CutPoints Cuts(FactColumn column, RfmOptions options, ValueList<double>? given, double unit, bool toUpper)
    {
        if (options.Method == RfmMethod.Fixed)
        {
            return new CutPoints(column.Fact.Key, given!.Value.Select(edge => edge * unit).ToValueList(), toUpper, 0);
        }

        (double[] edges, int customers) = Quantiles.Of(column, options.Bins);
        double plus = options.Method == RfmMethod.RRfm ? unit : 0;
        return new CutPoints(column.Fact.Key, edges.Select(edge => edge + plus).ToValueList(), toUpper, customers);
    }

    /// <summary>The rows of customers with scores, and the scores as three digits.</summary>
    private static (int[] Rows, int[] Scores) Scores(int[] recency, int[] frequency, int[] monetary, int bins)
    {
        int[] rows = new int[recency.Length], scores = new int[recency.Length];
        int count = 0;
        for (int row = 0; row < recency.Length; row++)
        {
            if (recency[row] != FactColumn.UndefinedInt32)
            {
                rows[count] = row;
                scores[count++] = (100 * (bins + 1 - recency[row])) + (10 * frequency[row]) + monetary[row];
            }
        }

        return (rows[..count], scores[..count]);
    }

    /// <summary>A customer whose spend is unknown has no score and must not move the edges of the others.</summary>
    /// <returns>How many there are.</returns>
    private static int LeaveOutUnknown(ref FactColumn recency, ref FactColumn orders, FactColumn amounts)
    {
        ReadOnlySpan<long> spend = amounts.Int64Values;
        int[]? days = null, counts = null;
        int left = 0;
        for (int row = 0; row < spend.Length; row++)
        {
            if (spend[row] == FactColumn.UndefinedInt64 && recency.Int32Values[row] != FactColumn.UndefinedInt32)
            {
                (days ??= recency.Int32Values.ToArray())[row] = FactColumn.UndefinedInt32;
                (counts ??= orders.Int32Values.ToArray())[row] = FactColumn.UndefinedInt32;
                left++;
            }
        }

        if (days is not null && counts is not null)
        {
            recency = FactColumn.Of(recency.Fact, days);
            orders = FactColumn.Of(orders.Fact, counts);
        }

        return left;
    }

    private static void Check(RfmOptions options)
    {
        if (options.Bins is < RfmOptions.MinBins or > RfmOptions.MaxBins)
        {
            throw new CrmException(ClassificationErrorCodes.BadRfm, $"An RFM table takes {RfmOptions.MinBins} to {RfmOptions.MaxBins} scores, not {options.Bins}.");
        }

        if (options.Method != RfmMethod.Fixed)
        {
            return;
        }

        if (options.Edges is not { } edges)
        {
            throw new CrmException(ClassificationErrorCodes.BadRfm, "An RFM table by fixed edges needs the edges of recency, orders and amounts.");
        }

        foreach ((string name, ValueList<double> list) in (ReadOnlySpan<(string, ValueList<double>)>)
            [("recency", edges.RecencyDays), ("orders", edges.Orders), ("amounts", edges.Amounts)])
        {
            bool ascends = list.Zip(list.Skip(1), static (a, b) => a <= b).All(static held => held);
            if (list.Count != options.Bins - 1 || !ascends || !list.All(double.IsFinite))
            {
                throw new CrmException(
                    ClassificationErrorCodes.BadRfm, $"The edges of {name} are {list}; {options.Bins} scores need {options.Bins - 1} numbers that ascend.");
            }
        }
    }
}
