using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The values of one unique key that a batch claims.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ClaimedKeys
{
    private readonly Dictionary<ValueList<FieldValue>, UniqueKey> _byValues = [];

    internal ClaimedKeys(KindTable table, KeyColumns key, IEnumerable<UniqueKey> claimed)
    {
        Table = table;
        Key = key;
        foreach (UniqueKey one in claimed)
        {
            _byValues.TryAdd(key.Key.Parse(one.Value), one);
        }
    }

    /// <summary>The kind's table.</summary>
    public KindTable Table { get; }

    /// <summary>The key and its columns.</summary>
    public KeyColumns Key { get; }

    /// <summary>The claimed values of the key's columns, each once.</summary>
    public IReadOnlyCollection<ValueList<FieldValue>> Values => _byValues.Keys;

    /// <summary>The claimed key that has the values, or null.</summary>
    public UniqueKey? Find(ValueList<FieldValue> values) => _byValues.TryGetValue(values, out UniqueKey key) ? key : null;
}
