using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>One random operation as data: records by the number of their slot, versions by what they are to the current one. So a list of them means something with any element left out.</summary>
internal abstract record StoreOperation
{
    private StoreOperation()
    {
    }

    /// <summary>A commit with some records.</summary>
    public sealed record Commit(TenantId Tenant, ValueList<RecordIntent> Records) : StoreOperation;

    /// <summary>A commit with the id of an earlier one of the same list, be it answered with a conflict or not.</summary>
    /// <param name="Back">How many commits back.</param>
    /// <param name="Instead">Other contents under the same id; null for the same.</param>
    public sealed record Repeat(int Back, Commit? Instead) : StoreOperation;

    /// <summary>Finding by id, some absent, some asked twice.</summary>
    public sealed record Find(TenantId Tenant, KindModel Kind, ValueList<int> Slots) : StoreOperation;

    /// <summary>A query walked to its end, and counted.</summary>
    public sealed record Query(StoreQuery Asked) : StoreOperation;

    /// <summary>Columns, where the store reads them.</summary>
    public sealed record Columns(StoreQuery Asked, ValueList<FieldId> Fields) : StoreOperation;

    /// <summary>Closing and opening again.</summary>
    public sealed record Reopen : StoreOperation;
}
