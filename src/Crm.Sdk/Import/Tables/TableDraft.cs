namespace Crm.Sdk.Import;

/// <summary>What the rows of one record of a table say; a later row overrides an earlier one.</summary>
internal sealed class TableDraft(string key, int columns) : Draft(key)
{
    private readonly object?[] _values = new object?[columns];
    private ulong _given;
    private IReadOnlyList<DraftReference>? _references;

    public override IReadOnlyList<DraftReference> References => _references ??= [.. _values.OfType<DraftReference>()];

    public object? this[int column] => _values[column];

    public bool Says(int column) => (_given & (1UL << column)) != 0;

    public void Say(int column, object? value)
    {
        _given |= 1UL << column;
        _values[column] = value;
        _references = null;
    }
}
