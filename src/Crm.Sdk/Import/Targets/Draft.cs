namespace Crm.Sdk.Import;

/// <summary>What the rows of one record say, read and checked, not yet compared with what the store holds.</summary>
internal abstract class Draft(string key)
{
    private List<long>? _moreLines;
    private RecordId? _newId;

    /// <summary>The record's external key.</summary>
    public string Key { get; } = key;

    /// <summary>The record's id, should it be added.</summary>
    public RecordId NewId => _newId ??= RecordId.New();

    /// <summary>The records that it names, but for the customer of <see cref="ImportTarget.CustomerOf"/>.</summary>
    public virtual IReadOnlyList<DraftReference> References => [];

    /// <summary>The line of its first row.</summary>
    public long Line { get; private set; }

    /// <summary>How many rows it was made of.</summary>
    public int Rows => Line == 0 ? 0 : 1 + (_moreLines?.Count ?? 0);

    /// <summary>The lines of all its rows.</summary>
    public IEnumerable<long> Lines => Line == 0 ? [] : [Line, .. _moreLines ?? []];

    /// <summary>Notes a further row.</summary>
    public void AddLine(long line)
    {
        if (Line == 0)
        {
            Line = line;
        }
        else
        {
            (_moreLines ??= []).Add(line);
        }
    }
}
