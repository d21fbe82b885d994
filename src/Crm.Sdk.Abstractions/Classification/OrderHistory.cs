using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>One customer's orders and returns up to and including the as-of instant, in their total order: by instant, then by order id.</summary>
/// <remarks>A view of columns: nothing is allocated, and nothing can be kept or awaited over.</remarks>
public readonly ref struct OrderHistory
{
    /// <summary>Makes a history. For hosts and tests.</summary>
    /// <param name="microseconds">The instants, in microseconds since 1970-01-01T00:00Z.</param>
    /// <param name="amounts">The net amounts in minor units of the reporting currency.</param>
    /// <param name="marks">What each event is.</param>
    public OrderHistory(ReadOnlySpan<long> microseconds, ReadOnlySpan<long> amounts, ReadOnlySpan<OrderMarks> marks)
    {
        Microseconds = microseconds;
        Amounts = amounts;
        Marks = marks;
    }

    /// <summary>How many events there are.</summary>
    public int Count => Microseconds.Length;

    /// <summary>The instants, in microseconds since 1970-01-01T00:00Z.</summary>
    public ReadOnlySpan<long> Microseconds { get; }

    /// <summary>The net amounts in minor units of the reporting currency.</summary>
    public ReadOnlySpan<long> Amounts { get; }

    /// <summary>What each event is.</summary>
    public ReadOnlySpan<OrderMarks> Marks { get; }

    /// <summary>The instant of an event.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public Instant InstantOf(int index) => InstantPrecision.FromUnixMicroseconds(Microseconds[index]);
}
