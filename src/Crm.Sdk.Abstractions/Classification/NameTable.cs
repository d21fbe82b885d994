using System.Collections.Concurrent;

namespace Crm.Sdk.Classification;

/// <summary>Gives each different name of one sort a small number, for the life of the process. Holds strings and numbers only, so it keeps no plugin in memory.</summary>
internal sealed class NameTable
{
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly string _sort;
    private readonly int _limit;
    private string[] _names;
    private int _count;

    /// <param name="sort">What the names are, for the error.</param>
    /// <param name="limit">The number that no name gets: numbers are below it.</param>
    /// <param name="first">The name with the number 0: what an uninitialised value stands for.</param>
    public NameTable(string sort, int limit, string first)
    {
        _sort = sort;
        _limit = limit;
        _names = new string[64];
        _names[0] = first;
        _count = 1;
    }

    public int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out int number))
        {
            return number;
        }

        lock (_gate)
        {
            if (_numbers.TryGetValue(name, out number))
            {
                return number;
            }

            if (_count == _limit)
            {
                throw new CrmException(
                    ClassificationErrorCodes.TooManyNames,
                    $"'{name}' would be {_sort} number {_limit} of this process; such names are for small sets, so keep free text and ids out of them.");
            }

            if (_count == _names.Length)
            {
                string[] larger = new string[Math.Min(_names.Length * 2, _limit)];
                _names.CopyTo(larger, 0);
                Volatile.Write(ref _names, larger);
            }

            _names[_count] = name;
            _numbers[name] = _count; // published after the name is in its place
            return _count++;
        }
    }

    public string NameOf(int number) => Volatile.Read(ref _names)[number];
}
