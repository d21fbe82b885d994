using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The child table of a part: the columns <c>tenant</c>, <c>id</c> (the record's) and <c>ordinal</c> (the item's place, from 0), which are its key, and one for each field.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PartTable
{
    internal PartTable(PartModel part, string name, IReadOnlyList<FieldColumn> columns)
    {
        Part = part;
        Name = name;
        Columns = columns;
    }

    /// <summary>The part.</summary>
    public PartModel Part { get; }

    /// <summary>The table's name, unquoted.</summary>
    public string Name { get; }

    /// <summary>The fields' columns, in the part's order.</summary>
    public IReadOnlyList<FieldColumn> Columns { get; }
}
