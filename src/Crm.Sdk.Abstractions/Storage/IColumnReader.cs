namespace Crm.Sdk.Storage;

/// <summary>Optional ability of a store: streams a few fields of all records of a kind, column by column, without building entities.</summary>
/// <remarks>
/// What facts are built from. A store without it is read page by page through <see cref="ICrmStore.QueryAsync"/>. Thread-safe.
/// </remarks>
public interface IColumnReader
{
    /// <summary>Reads the fields of all records of a kind that fulfil a condition, in batches, in no particular order, from one snapshot.</summary>
    /// <param name="query">Tenant, kind and condition; order, cursor and limit are ignored.</param>
    /// <param name="fields">The wanted fields, any but opaque ones; <c>id</c> means the record's id.</param>
    /// <param name="onBatch">Called for each batch, one at a time; the batch is valid only during the call.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    Task ReadColumnsAsync(StoreQuery query, IReadOnlyList<FieldId> fields, Func<ColumnBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken);
}
