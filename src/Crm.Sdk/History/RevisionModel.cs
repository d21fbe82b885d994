using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.History;

/// <summary>How revisions are stored: one row a changed record and commit, one index, by record.</summary>
public static class RevisionModel
{
    /// <summary>The id of the changed record.</summary>
    public static FieldId Record { get; } = "record";

    /// <summary>The kind of the changed record.</summary>
    public static FieldId RecordKindName { get; } = "record-kind";

    /// <summary>The record's version after the change; what orders the revisions of one record.</summary>
    public static FieldId Version { get; } = "record-version";

    /// <summary>Change or removal, the number of <see cref="RevisionType"/>.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>When it happened.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The run in which it happened.</summary>
    public static FieldId Run { get; } = "run";

    /// <summary>The kind <c>revision</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Revision>("revision", static r => r.Id);
        kind.AppendOnly();
        FieldHandle<RecordId?> record = kind.Id(Record, static r => r.Record.Id, indexed: true);
        FieldHandle<string?> recordKind = kind.Text(RecordKindName, static r => r.Record.Kind.Name, maxLength: RecordKind.MaxLength);
        FieldHandle<long?> version = kind.Int(Version, static r => r.Version);
        FieldHandle<long?> type = kind.Int(Type, static r => (long)r.Type);
        FieldHandle<Instant?> at = kind.Instant(At, static r => r.At);
        FieldHandle<string?> by = kind.Text("by", static r => r.By.Value, maxLength: ActorId.MaxLength);
        FieldHandle<RecordId?> commit = kind.Id("commit", static r => r.CommitId);
        FieldHandle<RecordId?> run = kind.Id(Run, static r => r.Run);
        FieldHandle<IReadOnlyList<FieldChange>?> changes = kind.Json("changes", static r => r.Changes.Items, HistoryJson.Default.IReadOnlyListFieldChange);
        FieldHandle<string?> reason = kind.Text("reason", static r => r.Reason, maxLength: Revision.MaxReasonLength);
        return kind.ComposedBy(row => new Revision
        {
            Id = row.Id,
            Record = new RecordRef(new RecordKind(row.Need(recordKind)), row.Need(record)),
            Version = row.Need(version),
            Type = (RevisionType)row.Need(type),
            At = row.Need(at),
            By = row.Need(by),
            CommitId = row.Need(commit),
            Run = row.Get(run),
            Reason = row.Get(reason),
            Changes = row.Need(changes).ToValueList(),
        });
    }
}
