using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What a batch does with one kind.</summary>
public sealed class TablePlan
{
    internal TablePlan(KindTable table) => Table = table;

    /// <summary>The kind's table.</summary>
    public KindTable Table { get; }

    /// <summary>Records to add: expected version 0.</summary>
    public IReadOnlyList<RecordWrite> Inserts => InsertList;

    /// <summary>Records to change.</summary>
    public IReadOnlyList<RecordWrite> Updates => UpdateList;

    /// <summary>Records to delete.</summary>
    public IReadOnlyList<RecordDelete> Deletes => DeleteList;

    /// <summary>Records only read.</summary>
    public IReadOnlyList<VersionCheck> Checks => CheckList;

    /// <summary>Every record of the kind that the batch names.</summary>
    public IEnumerable<RecordId> Named =>
        Inserts.Select(static write => write.Id).Concat(Updates.Select(static write => write.Id)).Concat(Deletes.Select(static delete => delete.Id)).Concat(Checks.Select(static check => check.Id));

    internal List<RecordWrite> InsertList { get; } = [];

    internal List<RecordWrite> UpdateList { get; } = [];

    internal List<RecordDelete> DeleteList { get; } = [];

    internal List<VersionCheck> CheckList { get; } = [];
}
