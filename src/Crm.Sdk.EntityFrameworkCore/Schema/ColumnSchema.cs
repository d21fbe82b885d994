namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A column as the schema's description keeps it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Required">Whether it is never null.</param>
/// <param name="Stale">
/// Whether it was left behind: the model stopped to declare it, so rows were written without it since. It is filled anew before it counts again.
/// </param>
/// <param name="Computed">Whether its values are computed from the record's other columns.</param>
internal sealed record ColumnSchema(string Name, ColumnType Type, bool Required = false, bool Stale = false, bool Computed = false);
