namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Collects the blocking keys of one customer for one rule.</summary>
/// <remarks>Reused for the next customer; used by one thread.</remarks>
public sealed class BlockingKeys
{
    /// <summary>The most keys that one rule may give for one customer.</summary>
    public const int MaxKeys = 32;

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>The keys, each once.</summary>
    public IReadOnlyCollection<string> Items => _keys;

    /// <summary>Adds a key.</summary>
    /// <param name="key">Any text but the empty one.</param>
    /// <exception cref="InvalidOperationException">There are <see cref="MaxKeys"/> keys already.</exception>
    public void Add(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (_keys.Add(key) && _keys.Count > MaxKeys)
        {
            throw new InvalidOperationException($"A rule gives at most {MaxKeys} blocking keys for a customer; give fewer that say more.");
        }
    }

    /// <summary>Forgets the keys, for the next customer.</summary>
    public void Clear() => _keys.Clear();
}
