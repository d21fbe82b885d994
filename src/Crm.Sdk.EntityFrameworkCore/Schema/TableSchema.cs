namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A table as the schema's description keeps it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Key">The columns of the primary key, in order.</param>
/// <param name="Indexes">The indexes.</param>
/// <param name="Kind">The kind whose records it keeps; null for child tables and the store's own.</param>
internal sealed record TableSchema(
    string Name, IReadOnlyList<ColumnSchema> Columns, IReadOnlyList<string> Key, IReadOnlyList<IndexSchema> Indexes, string? Kind = null)
{
    /// <summary>Whether its records are kept as JSON beside their columns.</summary>
    public bool HasPayload => Kind is not null && Column(SqlNames.Payload) is not null;

    public ColumnSchema? Column(string name) => Columns.FirstOrDefault(column => column.Name == name);

    public IndexSchema? Index(string name) => Indexes.FirstOrDefault(index => index.Name == name);
}
