using System.Data.Common;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What a chunk of a data step works with.</summary>
/// <param name="Connection">The open connection.</param>
/// <param name="Transaction">The chunk's transaction; the migration commits it together with the step's cursor.</param>
/// <param name="Model">The tables as the current release knows them.</param>
/// <param name="Cursor">What the last chunk left; null for the first.</param>
public sealed record DataStepChunk(DbConnection Connection, DbTransaction Transaction, RelationalModel Model, string? Cursor);
