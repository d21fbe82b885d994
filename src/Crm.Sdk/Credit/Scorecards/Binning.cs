namespace Crm.Sdk.Credit;

/// <summary>Puts the values of a characteristic into classes and weighs the evidence of each.</summary>
/// <remarks>Pure functions; thread-safe.</remarks>
public static class Binning
{
    private const int FineClasses = 50;

    /// <summary>Makes classes of a characteristic's values.</summary>
    /// <param name="sample">The cases.</param>
    /// <param name="name">The characteristic.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>Its classes with their weights of evidence; one class alone where it does not tell good from bad.</returns>
    /// <exception cref="CrmException">CRM6211: an option is out of range, or the sample has no such characteristic.</exception>
    public static ValueList<ScorecardBin> Of(CreditSample sample, string name, BinningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= new BinningOptions();
        options.Check();
        return Of(sample, sample.Column(name), [.. Enumerable.Range(0, sample.Count)], options);
    }

    /// <summary>Makes classes from some of the cases.</summary>
    internal static ValueList<ScorecardBin> Of(CreditSample sample, SampleColumn column, ReadOnlySpan<int> cases, BinningOptions options)
    {
        List<BinCount> bins = !column.TakesNumbers ? Texts(column, cases) : Numbers(options.Edges.TryGetValue(column.Name, out ValueList<double> edges) ? edges : FineEdges(column, cases));
        bool given = column.TakesNumbers && options.Edges.ContainsKey(column.Name);
        var nothing = new BinCount(null, null, [], isNothing: true);
        Count(sample, column, cases, bins, nothing);
        if (!column.TakesNumbers)
        {
            bins.Sort(static (a, b) => a.BadShare != b.BadShare ? a.BadShare.CompareTo(b.BadShare) : string.CompareOrdinal(a.Texts[0], b.Texts[0]));
        }

        double least = given ? 0 : options.MinShare * cases.Length;
        Join(bins, bin => bin.Good == 0 || bin.Bad == 0 || bin.Cases < least);
        if (column.TakesNumbers && !given)
        {
            while (bins.Count > 1 && MostAlike(bins) is var (at, unlikeness) && (bins.Count > options.MaxBins || unlikeness < options.ChiSquare))
            {
                JoinAt(bins, at);
            }
        }

        if (nothing is { Good: > 0, Bad: > 0 })
        {
            bins.Add(nothing);
        }

        return Weigh(bins);
    }

    private static List<BinCount> Numbers(ValueList<double> edges)
    {
        List<BinCount> bins = [];
        for (int i = 0; i <= edges.Count; i++)
        {
            bins.Add(new BinCount(i == 0 ? null : edges[i - 1], i == edges.Count ? null : edges[i], []));
        }

        return bins;
    }

    /// <summary>The ends of many small classes of about equally many cases.</summary>
    private static ValueList<double> FineEdges(SampleColumn column, ReadOnlySpan<int> cases)
    {
        List<double> values = [];
        foreach (int one in cases)
        {
            if (column[one].Number is { } value)
            {
                values.Add(value);
            }
        }

        if (values.Count == 0)
        {
            return [];
        }

        values.Sort();
        double[] edges = [.. Enumerable.Range(1, FineClasses - 1).Select(i => values[(int)((long)i * values.Count / FineClasses)]).Where(edge => edge > values[0]).Distinct()];
        return ValueList.Create<double>(edges);
    }

    private static List<BinCount> Texts(SampleColumn column, ReadOnlySpan<int> cases)
    {
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (int one in cases)
        {
            if (column[one].Text is { } text)
            {
                texts.Add(text);
            }
        }

        return [.. texts.Select(static text => new BinCount(null, null, [text]))];
    }

    private static void Count(CreditSample sample, SampleColumn column, ReadOnlySpan<int> cases, List<BinCount> bins, BinCount nothing)
    {
        double[] ends = column.TakesNumbers ? [.. bins.SkipLast(1).Select(static bin => bin.Below!.Value)] : [];
        Dictionary<string, BinCount> byText = column.TakesNumbers ? [] : bins.ToDictionary(static bin => bin.Texts[0], StringComparer.Ordinal);
        foreach (int one in cases)
        {
            CharacteristicValue value = column[one];
            BinCount bin = value.Number is { } number ? bins[Place(ends, number)] : value.Text is { } text ? byText[text] : nothing;
            bin.Count(sample.IsBad(one));
        }

        bins.RemoveAll(bin => bin.Cases == 0 && !column.TakesNumbers);
    }

    /// <summary>How many ends a number has reached.</summary>
    private static int Place(double[] ends, double number)
    {
        int found = Array.BinarySearch(ends, number);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>Joins classes that cannot stand alone with the neighbour that is most alike, the smallest first.</summary>
    private static void Join(List<BinCount> bins, Func<BinCount, bool> tooSmall)
    {
        while (bins.Count > 1)
        {
            int smallest = -1;
            for (int i = 0; i < bins.Count; i++)
            {
                if (tooSmall(bins[i]) && (smallest < 0 || bins[i].Cases < bins[smallest].Cases))
                {
                    smallest = i;
                }
            }

            if (smallest < 0)
            {
                return;
            }

            bool below = smallest > 0 && (smallest == bins.Count - 1 || Likeness(bins, smallest - 1) <= Likeness(bins, smallest));
            JoinAt(bins, below ? smallest - 1 : smallest);
        }
    }

    private static double Likeness(List<BinCount> bins, int at) => bins[at].Cases == 0 || bins[at + 1].Cases == 0 ? 0 : bins[at].Unlikeness(bins[at + 1]);

    private static (int At, double Unlikeness) MostAlike(List<BinCount> bins)
    {
        (int at, double least) = (0, double.PositiveInfinity);
        for (int i = 0; i + 1 < bins.Count; i++)
        {
            if (Likeness(bins, i) is var unlikeness && unlikeness < least)
            {
                (at, least) = (i, unlikeness);
            }
        }

        return (at, least);
    }

    private static void JoinAt(List<BinCount> bins, int at)
    {
        bins[at].Join(bins[at + 1]);
        bins.RemoveAt(at + 1);
    }

    private static ValueList<ScorecardBin> Weigh(List<BinCount> bins)
    {
        double good = bins.Sum(static bin => bin.Good), bad = bins.Sum(static bin => bin.Bad);
        return bins
            .OrderBy(static bin => bin.Texts.Count == 0 ? null : bin.Texts.Min(StringComparer.Ordinal), StringComparer.Ordinal) // numbers keep their order
            .Select(bin => new ScorecardBin
            {
                From = bin.From,
                Below = bin.Below,
                Texts = bin.Texts.Order(StringComparer.Ordinal).ToValueList(),
                IsNothing = bin.IsNothing,
                Good = bin.Good,
                Bad = bin.Bad,
                Weight = bin.Good == 0 || bin.Bad == 0 ? 0 : Math.Log(bin.Bad / bad / (bin.Good / good)),
            })
            .ToValueList();
    }
}
