using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>The values of one fact, one for each row of a table, in the form that they are kept in.</summary>
/// <remarks>
/// For hosts and tests; rules read through <see cref="CustomerFacts"/>. The array is taken over, not copied: whoever made it must not change it afterwards. The least
/// <see cref="int"/> or <see cref="long"/>, NaN, and category number 0 mean undefined. Immutable and thread-safe.
/// </remarks>
public sealed class FactColumn
{
    /// <summary>What stands for undefined in a column of <see cref="int"/> or of dates.</summary>
    public const int UndefinedInt32 = int.MinValue;

    /// <summary>What stands for undefined in a column of <see cref="long"/> or of money.</summary>
    public const long UndefinedInt64 = long.MinValue;

    private FactColumn(Fact fact, Array values, FactValueType type, bool plain)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(values);
        if (fact.ValueType != type && plain)
        {
            throw new CrmException(ClassificationErrorCodes.BadFact, $"The fact '{fact.Key}' is of type {fact.ValueType} and takes no column of {type}.");
        }

        Fact = fact;
        Values = values;
    }

    /// <summary>The fact.</summary>
    public Fact Fact { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => Values.Length;

    /// <summary>The values of a fact of type <see cref="FactValueType.Whole32"/>, <see cref="FactValueType.Date"/> (days since 1970-01-01) or <see cref="FactValueType.Category"/> (numbers of this process).</summary>
    /// <exception cref="InvalidCastException">The fact has another type.</exception>
    public ReadOnlySpan<int> Int32Values => (int[])Values;

    /// <summary>The values of a fact of type <see cref="FactValueType.Whole64"/> or <see cref="FactValueType.Money"/> (minor units).</summary>
    /// <exception cref="InvalidCastException">The fact has another type.</exception>
    public ReadOnlySpan<long> Int64Values => (long[])Values;

    /// <summary>The values of a fact of type <see cref="FactValueType.Number"/>.</summary>
    /// <exception cref="InvalidCastException">The fact has another type.</exception>
    public ReadOnlySpan<double> DoubleValues => (double[])Values;

    internal Array Values { get; }

    /// <summary>A column of <see cref="int"/>, of dates as days since 1970-01-01, or of the numbers of categories.</summary>
    /// <exception cref="CrmException">CRM4004: the fact has another type.</exception>
    public static FactColumn Of(Fact fact, int[] values) =>
        new(fact, values, FactValueType.Whole32, fact?.ValueType is not (FactValueType.Date or FactValueType.Category));

    /// <summary>A column of <see cref="long"/>, or of money in minor units.</summary>
    /// <exception cref="CrmException">CRM4004: the fact has another type.</exception>
    public static FactColumn Of(Fact fact, long[] values) => new(fact, values, FactValueType.Whole64, fact?.ValueType != FactValueType.Money);

    /// <summary>A column of <see cref="double"/>.</summary>
    /// <exception cref="CrmException">CRM4004: the fact has another type.</exception>
    public static FactColumn Of(Fact fact, double[] values) => new(fact, values, FactValueType.Number, plain: true);

    /// <summary>A column in which every value is undefined; of a fact that is always defined, 0.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="count">The number of rows.</param>
    public static FactColumn Undefined(Fact fact, int count)
    {
        ArgumentNullException.ThrowIfNull(fact);
        switch (fact.ValueType)
        {
            case FactValueType.Whole64 or FactValueType.Money:
                long[] longs = new long[count];
                longs.AsSpan().Fill(fact.IsKnown ? 0 : UndefinedInt64);
                return Of(fact, longs);
            case FactValueType.Number:
                double[] doubles = new double[count];
                doubles.AsSpan().Fill(fact.IsKnown ? 0 : double.NaN);
                return Of(fact, doubles);
            default:
                int[] ints = new int[count];
                ints.AsSpan().Fill(fact.IsKnown || fact.ValueType == FactValueType.Category ? 0 : UndefinedInt32);
                return Of(fact, ints);
        }
    }

    /// <summary>Makes a value of a column of dates.</summary>
    public static int DayOf(LocalDate date) => DayNumber.Of(date);

    /// <summary>Makes a value of a column of categories.</summary>
    public static int NumberOf(Category category) => category.Number;
}
