using System.Runtime.InteropServices;
using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>Collects baskets in any order.</summary>
/// <remarks>Not thread-safe; of no use after <see cref="Build"/>. While it collects it takes four bytes a line and sixteen a basket, and up to twice that while its lists grow.</remarks>
/// <param name="byDay">Whether all that a customer buys on one day is one basket.</param>
public sealed class BasketSetBuilder(bool byDay = false)
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<CustomerId, int> _customers = [];
    private readonly List<int> _lines = [];
    private readonly List<Head> _heads = [];

    /// <summary>Adds a basket. One without items is nothing.</summary>
    /// <param name="customer">Whose it is.</param>
    /// <param name="day">The day.</param>
    /// <param name="items">The items' keys; one that comes twice counts once.</param>
    /// <exception cref="CrmException">CRM6151: there are more than 2,147,483,591 lines.</exception>
    public void Add(CustomerId customer, LocalDate day, IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        int start = _lines.Count;
        foreach (string item in items)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_items, item, out bool known);
            number = known ? number : _items.Count - 1;
            if (_lines.Count == Array.MaxLength)
            {
                throw new CrmException(RecommendationErrorCodes.TooMany, $"There are more than {Array.MaxLength:N0} lines of baskets; read a shorter period.");
            }

            _lines.Add(number);
        }

        if (_lines.Count > start)
        {
            ref int of = ref CollectionsMarshal.GetValueRefOrAddDefault(_customers, customer, out bool known);
            of = known ? of : _customers.Count - 1;
            _heads.Add(new Head(of, Period.DaysBetween(Epoch, day), start, _lines.Count - start));
        }
    }

    /// <summary>Makes the set.</summary>
    public BasketSet Build()
    {
        string[] items = [.. _items.Keys.Order(StringComparer.Ordinal)];
        CustomerId[] customers = [.. _customers.Keys.Order()];
        int[] itemPlaces = Places(items, _items), customerPlaces = Places(customers, _customers);
        Span<int> lines = CollectionsMarshal.AsSpan(_lines);
        foreach (ref int line in lines)
        {
            line = itemPlaces[line];
        }

        foreach (Head head in _heads)
        {
            lines.Slice(head.Start, head.Length).Sort();
        }

        _heads.Sort((a, b) => Compare(a, b, customerPlaces));
        return Pack(items, customers, customerPlaces);
    }

    private BasketSet Pack(string[] items, CustomerId[] customers, int[] customerPlaces)
    {
        var packed = new List<int>(_lines.Count);
        List<int> starts = [], days = [], basket = [];
        int[] firsts = new int[customers.Length + 1];
        for (int i = 0; i < _heads.Count;)
        {
            Head head = _heads[i];
            basket.Clear();
            for (int first = i; i < _heads.Count && (i == first || (byDay && _heads[i].Customer == head.Customer && _heads[i].Day == head.Day)); i++)
            {
                basket.AddRange(CollectionsMarshal.AsSpan(_lines).Slice(_heads[i].Start, _heads[i].Length));
            }

            basket.Sort();
            starts.Add(packed.Count);
            for (int k = 0; k < basket.Count; k++)
            {
                if (k == 0 || basket[k] != basket[k - 1])
                {
                    packed.Add(basket[k]);
                }
            }

            days.Add(head.Day);
            firsts[customerPlaces[head.Customer] + 1] = days.Count;
        }

        starts.Add(packed.Count);
        return new BasketSet(items, customers, [.. packed], [.. starts], [.. days], firsts);
    }

    private int Compare(Head a, Head b, int[] customerPlaces)
    {
        int order = customerPlaces[a.Customer].CompareTo(customerPlaces[b.Customer]);
        order = order != 0 ? order : a.Day.CompareTo(b.Day);
        ReadOnlySpan<int> lines = CollectionsMarshal.AsSpan(_lines);
        return order != 0 ? order : lines.Slice(a.Start, a.Length).SequenceCompareTo(lines.Slice(b.Start, b.Length));
    }

    private static int[] Places<T>(T[] sorted, Dictionary<T, int> numbers)
        where T : notnull
    {
        int[] places = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            places[numbers[sorted[i]]] = i;
        }

        return places;
    }

    private readonly record struct Head(int Customer, int Day, int Start, int Length);
}
