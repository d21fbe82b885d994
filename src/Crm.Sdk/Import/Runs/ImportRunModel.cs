using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>How import runs are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ImportRunModel
{
    /// <summary>What tells the same import again.</summary>
    public static FieldId Fingerprint { get; } = "fingerprint";

    /// <summary>The kind <c>import-run</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ImportRun>("import-run", static r => r.Id);
        kind.WithoutHistory();
        FieldHandle<string?> imported = kind.Text("kind", static r => r.Kind, maxLength: RecordKind.MaxLength);
        FieldHandle<string?> source = kind.Text("source", static r => r.Source);
        FieldHandle<string?> fingerprint = kind.Text(Fingerprint, static r => r.Fingerprint, indexed: true, maxLength: 64);
        FieldHandle<long?> state = kind.Int("state", static r => (long)r.State);
        FieldHandle<Instant?> startedAt = kind.Instant("started-at", static r => r.StartedAt);
        FieldHandle<string?> startedBy = kind.Text("started-by", static r => r.StartedBy.Value, maxLength: ActorId.MaxLength);
        FieldHandle<long?> cursor = kind.Int("cursor", static r => r.Cursor);
        FieldHandle<long?> read = kind.Int("read", static r => r.Read);
        FieldHandle<long?> created = kind.Int("created", static r => r.Created);
        FieldHandle<long?> updated = kind.Int("updated", static r => r.Updated);
        FieldHandle<long?> unchanged = kind.Int("unchanged", static r => r.Unchanged);
        FieldHandle<long?> rejected = kind.Int("rejected", static r => r.Rejected);
        FieldHandle<long?> customersCreated = kind.Int("customers-created", static r => r.CustomersCreated);
        FieldHandle<long?> rejectsLength = kind.Int("rejects-length", static r => r.RejectsLength);
        Func<StoredRow, IdRange> records = Range(kind, "records", static r => r.Records);
        Func<StoredRow, IdRange> customers = Range(kind, "customers", static r => r.Customers);
        Func<StoredRow, IdRange> revisions = Range(kind, "revisions", static r => r.Revisions);
        FieldHandle<long?> undoStep = kind.Int("undo-step", static r => r.UndoStep);
        FieldHandle<RecordId?> undoAfter = kind.Id("undo-after", static r => r.UndoAfter);
        FieldHandle<long?> removed = kind.Int("removed", static r => r.Removed);
        FieldHandle<long?> customersRemoved = kind.Int("customers-removed", static r => r.CustomersRemoved);
        FieldHandle<long?> reverted = kind.Int("reverted", static r => r.Reverted);
        FieldHandle<long?> kept = kind.Int("kept", static r => r.Kept);
        return kind.ComposedBy(row => new ImportRun
        {
            Id = row.Id,
            Kind = row.Need(imported),
            Source = row.Need(source),
            Fingerprint = row.Need(fingerprint),
            State = (ImportRunState)row.Need(state),
            StartedAt = row.Need(startedAt),
            StartedBy = row.Need(startedBy),
            Cursor = row.Need(cursor),
            Read = row.Need(read),
            Created = row.Need(created),
            Updated = row.Need(updated),
            Unchanged = row.Need(unchanged),
            Rejected = row.Need(rejected),
            CustomersCreated = row.Need(customersCreated),
            RejectsLength = row.Need(rejectsLength),
            Records = records(row),
            Customers = customers(row),
            Revisions = revisions(row),
            UndoStep = (int)row.Need(undoStep),
            UndoAfter = row.Get(undoAfter),
            Removed = row.Need(removed),
            CustomersRemoved = row.Need(customersRemoved),
            Reverted = row.Need(reverted),
            Kept = row.Need(kept),
        });
    }

    private static Func<StoredRow, IdRange> Range(KindBuilder<ImportRun> kind, string name, Func<ImportRun, IdRange> get)
    {
        FieldHandle<RecordId?> first = kind.Id($"{name}-first", r => get(r).First);
        FieldHandle<RecordId?> last = kind.Id($"{name}-last", r => get(r).Last);
        return row => new IdRange(row.Get(first), row.Get(last));
    }
}
