using System.Globalization;

namespace Crm.Sdk;

/// <summary>How many pieces, kilograms or hours: a whole number of millionths, so exact to six decimals.</summary>
/// <remarks>Negative for what came back. Immutable and thread-safe.</remarks>
/// <param name="Millionths">The quantity in millionths.</param>
public readonly record struct Quantity(long Millionths) : IComparable<Quantity>
{
    /// <summary>One piece.</summary>
    public static Quantity One { get; } = new(1_000_000);

    /// <summary>The quantity in units.</summary>
    public decimal Amount => Millionths / 1_000_000m;

    /// <summary>Makes a quantity.</summary>
    /// <param name="amount">The quantity, with at most six decimals.</param>
    /// <exception cref="CrmException">CRM1011: more than six decimals, or out of range.</exception>
    public static Quantity Of(decimal amount) => new(Scaled.Millionths(amount, "quantity"));

    /// <summary>Makes a quantity of whole pieces.</summary>
    public static implicit operator Quantity(int pieces) => new(pieces * 1_000_000L);

    /// <summary>Makes a quantity of whole pieces.</summary>
    public static Quantity FromInt32(int pieces) => pieces;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Millionths.CompareTo(other.Millionths);

    /// <summary>Whether <paramref name="left"/> is less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Millionths < right.Millionths;

    /// <summary>Whether <paramref name="left"/> is more.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Millionths > right.Millionths;

    /// <summary>Whether <paramref name="left"/> is not more.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Millionths <= right.Millionths;

    /// <summary>Whether <paramref name="left"/> is not less.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Millionths >= right.Millionths;

    /// <summary>The quantity in the invariant culture.</summary>
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture);
}
