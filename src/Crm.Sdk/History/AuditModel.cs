using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.History;

/// <summary>How audit entries are stored.</summary>
public static class AuditModel
{
    /// <summary>The kind <c>audit-entry</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<AuditEntry>("audit-entry", static a => a.Id);
        kind.AppendOnly();
        FieldHandle<Instant?> at = kind.Instant("at", static a => a.At);
        FieldHandle<string?> by = kind.Text("by", static a => a.By.Value, maxLength: ActorId.MaxLength);
        FieldHandle<RecordId?> commit = kind.Id("commit", static a => a.CommitId);
        FieldHandle<string?> action = kind.Text("action", static a => a.Action);
        FieldHandle<long?> count = kind.Int("count", static a => a.Count);
        FieldHandle<IReadOnlyList<AuditedRecord>?> records = kind.Json("records", static a => a.Records.Items, HistoryJson.Default.IReadOnlyListAuditedRecord);
        FieldHandle<string?> hash = kind.Text("hash", static a => a.Hash, maxLength: 64);
        return kind.ComposedBy(row => new AuditEntry
        {
            Id = row.Id,
            At = row.Need(at),
            By = row.Need(by),
            CommitId = row.Need(commit),
            Action = row.Need(action),
            Count = row.Need(count),
            Records = row.Need(records).ToValueList(),
            Hash = row.Need(hash),
        });
    }
}
