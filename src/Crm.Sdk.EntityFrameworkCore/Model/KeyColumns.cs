using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A unique key and the columns of its unique index, behind the tenant.</summary>
/// <param name="Key">The key.</param>
/// <param name="Columns">The columns in the key's order.</param>
public sealed record KeyColumns(UniqueKeyModel Key, IReadOnlyList<FieldColumn> Columns);
