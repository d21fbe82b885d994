using System.Collections.Concurrent;

namespace Crm.Sdk.Classification;

/// <summary>The place of each fact in a table's array of columns, for the life of the process. A slot belongs to key and type. Holds strings and numbers only.</summary>
internal static class FactSlots
{
    private static readonly ConcurrentDictionary<(string Key, FactValueType Type, bool Known), int> Slots = new();
    private static readonly Lock Gate = new();

    /// <summary>One more than the greatest slot given out.</summary>
    public static int Count => Slots.Count;

    public static int Of(string key, FactValueType type, bool known)
    {
        if (Slots.TryGetValue((key, type, known), out int slot))
        {
            return slot;
        }

        lock (Gate)
        {
            return Slots.GetOrAdd((key, type, known), static _ => Slots.Count);
        }
    }
}
