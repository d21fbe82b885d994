namespace Crm.Sdk.Classification;

/// <summary>Facts of a number of customers, in columns. A row of it is what a rule sees.</summary>
/// <remarks>For hosts and tests. Immutable and thread-safe.</remarks>
public sealed class FactTable
{
    private readonly Array?[] _bySlot;
    private readonly FactColumn?[] _columns;

    /// <summary>Makes a table.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="currency">The currency of all amounts; may be none where no fact is money.</param>
    /// <param name="columns">The columns, each with <paramref name="count"/> rows and of another fact.</param>
    /// <exception cref="ArgumentException">A column has another number of rows, or two are of one fact.</exception>
    public FactTable(int count, Currency currency, params ReadOnlySpan<FactColumn> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        Currency = currency;
        _bySlot = new Array?[FactSlots.Count];
        _columns = new FactColumn?[_bySlot.Length];
        foreach (FactColumn column in columns)
        {
            ArgumentNullException.ThrowIfNull(column, nameof(columns));
            int slot = column.Fact.Slot;
            if (column.Count != count || _columns[slot] is not null)
            {
                throw new ArgumentException($"The column of '{column.Fact.Key}' has {column.Count} rows or comes twice; the table has {count} rows and one column a fact.", nameof(columns));
            }

            _columns[slot] = column;
            _bySlot[slot] = column.Values;
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The currency of all amounts.</summary>
    public Currency Currency { get; }

    /// <summary>The columns, in no particular order.</summary>
    public IEnumerable<FactColumn> Columns => _columns.OfType<FactColumn>();

    /// <summary>The facts of one customer.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public CustomerFacts this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            return new CustomerFacts(_bySlot, row, Currency);
        }
    }

    /// <summary>The facts of one customer, of a row that is known to be there.</summary>
    internal CustomerFacts RowAt(int row) => new(_bySlot, row, Currency);

    /// <summary>The column of a fact, or null where the table has none.</summary>
    public FactColumn? Find(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return (uint)fact.Slot < (uint)_columns.Length ? _columns[fact.Slot] : null;
    }

    /// <summary>A table of the same rows with the columns of some facts only. The columns are shared.</summary>
    /// <exception cref="CrmException">CRM4001: the table has no column of a fact.</exception>
    public FactTable Only(ValueList<Fact> facts)
    {
        var columns = new FactColumn[facts.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Find(facts[i]) ?? throw new CrmException(ClassificationErrorCodes.UndeclaredFact, $"The table holds no fact '{facts[i].Key}'.");
        }

        return new FactTable(Count, Currency, columns);
    }
}
