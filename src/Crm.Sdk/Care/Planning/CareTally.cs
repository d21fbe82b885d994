namespace Crm.Sdk.Care;

/// <summary>Adds up the lines of runs and previews.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class CareTally
{
    private readonly Dictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private long _planned;

    /// <summary>What the lines so far come to.</summary>
    public CareReport Report => new(_planned, [.. _skipped.OrderByDescending(static entry => entry.Value).ThenBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => new CareSkips(entry.Key, entry.Value))]);

    /// <summary>Adds a line.</summary>
    public void Add(CareLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.LeftOut is { } reason)
        {
            _skipped[reason.Code] = _skipped.GetValueOrDefault(reason.Code) + 1;
        }
        else
        {
            _planned++;
        }
    }
}
