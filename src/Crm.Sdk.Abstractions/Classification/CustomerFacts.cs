using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>The facts of one customer as a rule sees them: a view of one row of immutable columns. Nothing is allocated, and nothing can be kept.</summary>
/// <remarks>
/// A fact that may be undefined reads as null where it is. Reading a fact that the rule's descriptor does not declare throws CRM4001, also where another rule has
/// it loaded. A host makes one by <see cref="FactTable"/>.
/// </remarks>
public readonly ref struct CustomerFacts
{
    private readonly Array?[] _columns;
    private readonly int _row;
    private readonly Currency _currency;

    internal CustomerFacts(Array?[] columns, int row, Currency currency)
    {
        _columns = columns;
        _row = row;
        _currency = currency;
    }

    /// <summary>A whole number, or null where it is undefined.</summary>
    public int? this[Fact<int> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Int32(fact) is var value && value == FactColumn.UndefinedInt32 ? null : value;
    }

    /// <summary>A whole number, or null where it is undefined.</summary>
    public long? this[Fact<long> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Int64(fact) is var value && value == FactColumn.UndefinedInt64 ? null : value;
    }

    /// <summary>A number, or null where it is undefined.</summary>
    public double? this[Fact<double> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Double(fact) is var value && double.IsNaN(value) ? null : value;
    }

    /// <summary>An amount in the tenant's reporting currency, or null where it is undefined.</summary>
    public Money? this[Fact<Money> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Int64(fact) is var value && value == FactColumn.UndefinedInt64 ? null : Money.OfMinor(value, _currency);
    }

    /// <summary>A date, or null where it is undefined.</summary>
    public LocalDate? this[Fact<LocalDate> fact] => Int32(fact) is var value && value == FactColumn.UndefinedInt32 ? null : DayNumber.ToDate(value);

    /// <summary>A category, or null where it is undefined.</summary>
    public Category? this[Fact<Category> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Int32(fact) is var value && value == 0 ? null : new Category(value);
    }

    /// <summary>A whole number.</summary>
    public int this[KnownFact<int> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Int32(fact);
    }

    /// <summary>A whole number.</summary>
    public long this[KnownFact<long> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Int64(fact);
    }

    /// <summary>A number.</summary>
    public double this[KnownFact<double> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Double(fact);
    }

    /// <summary>An amount in the tenant's reporting currency.</summary>
    public Money this[KnownFact<Money> fact]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Money.OfMinor(Int64(fact), _currency);
    }

    // A slot belongs to key and type, and a table checks the column's type, so the array behind a slot always has the type that the handle promises.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Int32(Fact fact) => Unsafe.As<int[]>(Column(fact))[_row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Int64(Fact fact) => Unsafe.As<long[]>(Column(fact))[_row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Double(Fact fact) => Unsafe.As<double[]>(Column(fact))[_row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Array Column(Fact fact)
    {
        Array?[] columns = _columns;
        int slot = fact.Slot;
        if ((uint)slot >= (uint)columns.Length || columns[slot] is not { } column)
        {
            ThrowUndeclared(fact);
            return null;
        }

        return column;
    }

    [DoesNotReturn]
    private static void ThrowUndeclared(Fact fact) => throw new CrmException(
        ClassificationErrorCodes.UndeclaredFact,
        $"The rule read the fact '{fact.Key}', which it does not declare; add it to Reads(…) of its descriptor.");
}
