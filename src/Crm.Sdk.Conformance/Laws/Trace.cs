namespace Crm.Sdk.Conformance;

/// <summary>The last calls and answers of a run. Thread-safe.</summary>
internal sealed class Trace
{
    private const int MaxLines = 80;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public ValueList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return _lines.ToValueList();
            }
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == MaxLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
        }
    }
}
