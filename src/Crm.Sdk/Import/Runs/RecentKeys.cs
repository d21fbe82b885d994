using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Import;

/// <summary>Remembers the ids of keys that were used lately, in bounded memory: when a generation is full, what was not used since the last one is forgotten.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RecentKeys(int capacity)
{
    private Dictionary<string, RecordId> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, RecordId> _older = new(StringComparer.Ordinal);

    public bool TryGet(string key, [MaybeNullWhen(false)] out RecordId id)
    {
        if (_recent.TryGetValue(key, out id))
        {
            return true;
        }

        if (!_older.TryGetValue(key, out id))
        {
            return false;
        }

        Add(key, id);
        return true;
    }

    public void Add(string key, RecordId id)
    {
        if (_recent.Count >= capacity / 2)
        {
            (_older, _recent) = (_recent, new Dictionary<string, RecordId>(StringComparer.Ordinal));
        }

        _recent[key] = id;
    }
}
