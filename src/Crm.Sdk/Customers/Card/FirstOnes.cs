using System.Collections;

namespace Crm.Sdk.Customers;

/// <summary>The first few of any number of things, by their places, of which no two are the same.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class FirstOnes<TPlace, T>(int limit, Func<T, TPlace> place) : IEnumerable<T>
    where TPlace : notnull
{
    private readonly SortedList<TPlace, T> _first = [];

    public int Count => _first.Count;

    /// <summary>Whether one of them had to go, this one or another.</summary>
    public bool Add(T item)
    {
        _first.Add(place(item), item);
        if (_first.Count <= limit)
        {
            return false;
        }

        _first.RemoveAt(limit);
        return true;
    }

    public IEnumerator<T> GetEnumerator() => _first.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
