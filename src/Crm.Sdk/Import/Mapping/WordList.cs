namespace Crm.Sdk.Import;

/// <summary>The words for the values of an enumeration; the first of each value is the one that is written.</summary>
/// <remarks>Immutable and thread-safe. Case does not matter.</remarks>
internal sealed class WordList<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<T, string> _words = [];

    public WordList(params ReadOnlySpan<(T Value, string[] Words)> words)
    {
        foreach ((T value, string[] names) in words)
        {
            _words.Add(value, names[0]);
            foreach (string name in names)
            {
                _values.Add(name, value);
            }
        }
    }

    public T? Find(string word) => _values.TryGetValue(word, out T value) ? value : null;

    public string Of(T value) => _words[value];

    public override string ToString() => string.Join(", ", _words.Values);
}
