using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>A batch of customers whose facts an <see cref="IFactSource"/> is to set.</summary>
/// <remarks>Used by one logical thread. Of no use after the call. Made by hosts and tests.</remarks>
public abstract class FactRequest
{
    private readonly FactColumn[] _columns;

    /// <summary>Makes a batch.</summary>
    /// <param name="asOf">The instant that the facts are for.</param>
    /// <param name="currency">The currency of all amounts.</param>
    /// <param name="count">How many customers there are.</param>
    /// <param name="facts">The facts that are wanted.</param>
    protected FactRequest(AsOf asOf, Currency currency, int count, IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(facts);
        AsOf = asOf;
        Currency = currency;
        Count = count;
        _columns = [.. facts.Select(fact => FactColumn.Undefined(fact, count))];
    }

    /// <summary>The instant that the facts are for, and the zone in which days are counted. Nothing later may count.</summary>
    public AsOf AsOf { get; }

    /// <summary>The tenant's reporting currency: that of all amounts.</summary>
    public Currency Currency { get; }

    /// <summary>How many customers there are.</summary>
    public int Count { get; }

    /// <summary>The columns as they are filled so far, one a wanted fact.</summary>
    public IReadOnlyList<FactColumn> Columns => _columns;

    /// <summary>The id of a customer.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public abstract CustomerId CustomerId(int index);

    /// <summary>The orders and returns of a customer, up to the as-of instant.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public abstract OrderHistory Orders(int index);

    /// <summary>Whether a fact is wanted. Setting one that is not does nothing.</summary>
    public bool Wants(Fact fact) => Find(fact) is not null;

    /// <summary>Sets a customer's value.</summary>
    /// <exception cref="CrmException">CRM4007: the value is the least <see cref="int"/>, which stands for undefined.</exception>
    public void Set(Fact<int> fact, int index, int value) => SetInt32(fact, index, value);

    /// <inheritdoc cref="Set(Fact{int}, int, int)"/>
    public void Set(KnownFact<int> fact, int index, int value) => SetInt32(fact, index, value);

    /// <summary>Sets a customer's value.</summary>
    /// <exception cref="CrmException">CRM4007: the value is the least <see cref="long"/>, which stands for undefined.</exception>
    public void Set(Fact<long> fact, int index, long value) => SetInt64(fact, index, value);

    /// <inheritdoc cref="Set(Fact{long}, int, long)"/>
    public void Set(KnownFact<long> fact, int index, long value) => SetInt64(fact, index, value);

    /// <summary>Sets a customer's value.</summary>
    /// <exception cref="CrmException">CRM4007: the value is NaN, which stands for undefined.</exception>
    public void Set(Fact<double> fact, int index, double value) => SetDouble(fact, index, value);

    /// <inheritdoc cref="Set(Fact{double}, int, double)"/>
    public void Set(KnownFact<double> fact, int index, double value) => SetDouble(fact, index, value);

    /// <summary>Sets a customer's value.</summary>
    /// <exception cref="CrmException">CRM1012: the amount is not in <see cref="Currency"/>. CRM4007: the least amount, which stands for undefined.</exception>
    public void Set(Fact<Money> fact, int index, Money value) => SetInt64(fact, index, MinorUnits(fact, value));

    /// <inheritdoc cref="Set(Fact{Money}, int, Money)"/>
    public void Set(KnownFact<Money> fact, int index, Money value) => SetInt64(fact, index, MinorUnits(fact, value));

    /// <summary>Sets a customer's value.</summary>
    public void Set(Fact<LocalDate> fact, int index, LocalDate value) => SetInt32(fact, index, DayNumber.Of(value));

    /// <summary>Sets a customer's value; <see cref="Category.None"/> is undefined.</summary>
    public void Set(Fact<Category> fact, int index, Category value) => SetInt32(fact, index, value.Number);

    private void SetInt32(Fact fact, int index, int value)
    {
        if (value == FactColumn.UndefinedInt32)
        {
            throw Refused(fact, "the least whole number");
        }

        if (Find(fact) is { } column)
        {
            ((int[])column.Values)[index] = value;
        }
    }

    private void SetInt64(Fact fact, int index, long value)
    {
        if (value == FactColumn.UndefinedInt64)
        {
            throw Refused(fact, "the least whole number");
        }

        if (Find(fact) is { } column)
        {
            ((long[])column.Values)[index] = value;
        }
    }

    private void SetDouble(Fact fact, int index, double value)
    {
        if (double.IsNaN(value))
        {
            throw Refused(fact, "NaN");
        }

        if (Find(fact) is { } column)
        {
            ((double[])column.Values)[index] = value;
        }
    }

    private long MinorUnits(Fact fact, Money value) =>
        value.Currency == Currency
            ? value.MinorUnits
            : throw new CrmException(ErrorCodes.CurrencyMismatch, $"The fact '{fact.Key}' takes amounts in {Currency}, not {value}; convert it at a stated rate and date first.");

    private FactColumn? Find(Fact fact)
    {
        foreach (FactColumn column in _columns)
        {
            if (column.Fact.Equals(fact))
            {
                return column;
            }
        }

        return null;
    }

    private static CrmException Refused(Fact fact, string value) =>
        new(ClassificationErrorCodes.BadFactValue, $"The fact '{fact.Key}' cannot be {value}, which stands for undefined; leave it unset instead.");
}
