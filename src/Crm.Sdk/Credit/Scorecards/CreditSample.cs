namespace Crm.Sdk.Credit;

/// <summary>Cases of which it is known how they went, good or bad: what a scorecard is made of and checked on.</summary>
/// <remarks>Held in memory, 24 bytes a value. Immutable and thread-safe.</remarks>
public sealed class CreditSample
{
    private readonly bool[] _bad;

    /// <summary>Makes a sample.</summary>
    /// <param name="columns">The characteristics, each with a value for every case.</param>
    /// <param name="bad">Which cases went bad, in the same order.</param>
    /// <exception cref="CrmException">CRM6211: no column, two of one name, another number of values than outcomes, or not both a good and a bad case.</exception>
    public CreditSample(IReadOnlyList<SampleColumn> columns, IReadOnlyList<bool> bad)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(bad);
        _bad = [.. bad];
        Columns = ValueList.Create<SampleColumn>([.. columns]);
        Bad = _bad.Count(static one => one);
        That(columns.Count > 0, "The sample has no characteristics.");
        That(Bad > 0 && Good > 0, $"Of {Count} cases {Bad} are bad; a scorecard needs good ones and bad ones.");
        foreach (SampleColumn column in columns)
        {
            That(column.Count == Count, $"The characteristic '{column.Name}' has {column.Count} values for {Count} cases.");
        }

        string? twice = columns.GroupBy(static column => column.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1)?.Key;
        That(twice is null, $"The sample has the characteristic '{twice}' twice.");
    }

    /// <summary>The characteristics.</summary>
    public ValueList<SampleColumn> Columns { get; }

    /// <summary>How many cases there are.</summary>
    public int Count => _bad.Length;

    /// <summary>How many went bad.</summary>
    public int Bad { get; }

    /// <summary>How many went well.</summary>
    public int Good => Count - Bad;

    /// <summary>Whether a case went bad.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public bool IsBad(int index) => _bad[index];

    /// <summary>The characteristic of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="CrmException">CRM6211: there is none; the text lists those there are.</exception>
    public SampleColumn Column(string name) =>
        Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal))
        ?? throw new CrmException(CreditErrorCodes.BadSample, $"There is no characteristic '{name}'; there are {string.Join(", ", Columns.Select(static column => column.Name))}.");

    /// <summary>The columns of the characteristics that a scorecard asks, in its order.</summary>
    /// <param name="scorecard">The scorecard.</param>
    /// <exception cref="CrmException">CRM6211: the sample lacks a characteristic.</exception>
    public ValueList<SampleColumn> ColumnsOf(Scorecard scorecard)
    {
        ArgumentNullException.ThrowIfNull(scorecard);
        return scorecard.Characteristics.Select(characteristic => Column(characteristic.Code)).ToValueList();
    }

    private static void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new CrmException(CreditErrorCodes.BadSample, rule);
        }
    }
}
