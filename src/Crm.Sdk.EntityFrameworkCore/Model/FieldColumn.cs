using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A field and the column that keeps it. Every such column may be null.</summary>
/// <param name="Field">The field.</param>
/// <param name="Name">The column's name, unquoted.</param>
/// <param name="Type">The column's type.</param>
public sealed record FieldColumn(FieldModel Field, string Name, ColumnType Type);
