using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A column of a scan.</summary>
/// <param name="Name">The column's name in the result, unquoted.</param>
/// <param name="Type">The field's type, which says how the value goes into a <see cref="ColumnBatch"/>.</param>
public readonly record struct ScanColumn(string Name, FieldType Type);
