using System.Collections.Immutable;

namespace Crm.Sdk;

/// <summary>Makes <see cref="ValueList{T}"/>s; collection expressions (<c>[a, b]</c>) use it.</summary>
public static class ValueList
{
    /// <summary>Makes a list of the items, copied.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(ImmutableArray.Create(items));

    /// <summary>Makes a list of the items, copied.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ValueList<T>([.. items]);
    }
}
