using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Events;

/// <summary>How events are stored.</summary>
public static class EventModel
{
    /// <summary>The customer whom it concerns.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When it happened.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The kind <c>event</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<StoredEvent>("event", static e => e.Id);
        kind.AppendOnly().About(static e => e.Customer);
        FieldHandle<string?> type = kind.Text("type", static e => e.Type, maxLength: 128);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static e => e.Customer, indexed: true);
        FieldHandle<Instant?> at = kind.Instant(At, static e => e.At);
        FieldHandle<string?> by = kind.Text("by", static e => e.By.Value, maxLength: ActorId.MaxLength);
        FieldHandle<RecordId?> commit = kind.Id("commit", static e => e.CommitId);
        FieldHandle<string?> data = kind.Opaque("data", static e => e.Data);
        FieldHandle<SealedValue?> sealedData = kind.Json("sealed", static e => e.Sealed, EventJson.Default.SealedValue);
        return kind.ComposedBy(row => new StoredEvent
        {
            Id = row.Id,
            Type = row.Need(type),
            Customer = row.Get(customer) is { } id ? (CustomerId)id : null,
            At = row.Need(at),
            By = row.Need(by),
            CommitId = row.Need(commit),
            Data = row.Get(data),
            Sealed = row.Get(sealedData),
        });
    }
}
