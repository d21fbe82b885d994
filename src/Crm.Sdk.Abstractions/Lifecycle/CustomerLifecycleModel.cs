using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>How lifecycles are stored: the fields that conditions and columns speak of. They follow from other records, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CustomerLifecycleModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The present stage.</summary>
    public static FieldId Stage { get; } = "stage";

    /// <summary>The present phase.</summary>
    public static FieldId Phase { get; } = "phase";

    /// <summary>Since when.</summary>
    public static FieldId Since { get; } = "since";

    /// <summary>The kind <c>customer-lifecycle</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CustomerLifecycle>("customer-lifecycle", static l => l.Id);
        kind.About(static l => l.Customer).WithoutHistory();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static l => l.Customer, indexed: true);
        FieldHandle<string?> definition = kind.Text("definition", static l => l.Definition, maxLength: LifecycleDefinition.MaxIdLength);
        FieldHandle<long?> version = kind.Int("definition-version", static l => l.DefinitionVersion);
        FieldHandle<string?> zone = kind.Text("zone", static l => l.Zone, maxLength: 64);
        FieldHandle<Instant?> asOf = kind.Instant("as-of", static l => l.AsOf);
        kind.Text(Stage, static l => l.Stage, maxLength: OpenCode.MaxLength); // the present ones stand apart for columns; reading takes them from the history
        kind.Text(Phase, static l => l.Phase, maxLength: OpenCode.MaxLength);
        kind.Instant(Since, static l => l.Since);
        PartHandle<StageChange> changes = kind.Part<StageChange>("change", static l => l.Changes, Change);
        kind.CheckedBy(static l => l.Check());
        return kind.ComposedBy(row => new CustomerLifecycle
        {
            Id = row.Id,
            Customer = (CustomerId)row.Need(customer),
            Definition = row.Need(definition),
            DefinitionVersion = (int)row.Need(version),
            Zone = row.Need(zone),
            AsOf = row.Need(asOf),
            Changes = row.Get(changes),
        });
    }

    private static Func<StoredRow, StageChange> Change(PartBuilder<StageChange> part)
    {
        FieldHandle<string?> stage = part.Text("stage", static c => c.Stage, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> phase = part.Text("phase", static c => c.Phase, maxLength: OpenCode.MaxLength);
        FieldHandle<Instant?> at = part.Instant("at", static c => c.At);
        FieldHandle<long?> cause = part.Int("cause", static c => (long)c.Cause);
        FieldHandle<string?> fact = part.Text("fact", static c => c.Fact, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> recordKind = part.Text("record-kind", static c => c.Record?.Kind.Name, maxLength: 64);
        FieldHandle<RecordId?> record = part.Id("record", static c => c.Record?.Id);
        return row => new StageChange(
            row.Need(stage), row.Need(phase), row.Need(at), (StageCause)row.Need(cause), row.Get(fact), row.Get(recordKind) is { } kind ? new RecordRef(new RecordKind(kind), row.Need(record)) : null);
    }
}
