namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>An index as the schema's description keeps it.</summary>
/// <param name="Name">The name, unique within the database.</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Unique">Whether no two rows may have the same values, unless one is null.</param>
internal sealed record IndexSchema(string Name, IReadOnlyList<string> Columns, bool Unique = false);
