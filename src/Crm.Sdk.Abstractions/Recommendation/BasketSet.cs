using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>Baskets, 购物篮: which items were bought together, by whom and on which day, in compact arrays.</summary>
/// <remarks>
/// Items are numbered by the ordinal order of their keys, customers by their ids; baskets stand by customer, then day. So the same purchases make the same set, in
/// whatever order they came. Four bytes a line, twelve a basket, sixteen a customer. Immutable and thread-safe. Made by <see cref="BasketSetBuilder"/>.
/// </remarks>
public sealed class BasketSet
{
    private readonly int[] _lines;
    private readonly int[] _starts;
    private readonly int[] _days;
    private readonly int[] _firstBaskets;

    internal BasketSet(string[] items, CustomerId[] customers, int[] lines, int[] starts, int[] days, int[] firstBaskets)
    {
        (Items, Customers) = (items, customers);
        (_lines, _starts, _days, _firstBaskets) = (lines, starts, days, firstBaskets);
    }

    /// <summary>The items' keys in ordinal order; an item's number is its place.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>The customers that have a basket, by id; a customer's number is its place.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>How many baskets there are.</summary>
    public int Count => _days.Length;

    /// <summary>How many lines all baskets have together.</summary>
    public int Lines => _lines.Length;

    /// <summary>The items of a basket, ascending, each once.</summary>
    /// <param name="basket">From 0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<int> this[int basket] => _lines.AsSpan(_starts[basket], _starts[basket + 1] - _starts[basket]);

    /// <summary>The day of a basket.</summary>
    /// <param name="basket">From 0 to <see cref="Count"/> − 1.</param>
    public LocalDate DayOf(int basket) => new LocalDate(1970, 1, 1).PlusDays(_days[basket]);

    /// <summary>The day of a basket, in days since 1970-01-01.</summary>
    /// <param name="basket">From 0 to <see cref="Count"/> − 1.</param>
    public int DayNumberOf(int basket) => _days[basket];

    /// <summary>The baskets of a customer, in order of days.</summary>
    /// <param name="customer">The customer's number.</param>
    /// <returns>The first basket, and the one after the last.</returns>
    public (int First, int End) BasketsOf(int customer) => (_firstBaskets[customer], _firstBaskets[customer + 1]);

    /// <summary>The number of an item, or −1 where no basket has it.</summary>
    /// <param name="item">The item's key.</param>
    public int Find(string item) => Array.BinarySearch((string[])Items, item, StringComparer.Ordinal) is var found and >= 0 ? found : -1;
}
