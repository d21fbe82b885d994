using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Privacy;

/// <summary>How the history of consents is stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ConsentModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When the customer said so.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The kind <c>consent</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ConsentEntry>("consent", static c => c.Id);
        kind.About(static c => c.Customer).AppendOnly();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static c => c.Customer, indexed: true);
        FieldHandle<string?> purpose = kind.Text("purpose", static c => c.Purpose, maxLength: ConsentEntry.MaxPurposeLength);
        FieldHandle<string?> channel = kind.Text("channel", static c => c.Channel, maxLength: ChannelDescriptor.MaxNameLength);
        FieldHandle<long?> state = kind.Int("state", static c => (long)c.State);
        FieldHandle<Instant?> at = kind.Instant(At, static c => c.At);
        FieldHandle<string?> method = kind.Text("method", static c => c.Method, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> proof = kind.Text("proof", static c => c.Proof, personal: true, maxLength: ConsentEntry.MaxProofLength);
        var origin = new OriginFields<ConsentEntry>(kind, static c => c.Origin);
        kind.StampedBy(static (c, from) => c with { Origin = from }).CheckedBy(static c => c.Check());
        return kind.ComposedBy(row => new ConsentEntry
        {
            Id = row.Id,
            Customer = (CustomerId)row.Need(customer),
            Purpose = row.Need(purpose),
            Channel = row.Get(channel),
            State = (ConsentState)row.Need(state),
            At = row.Need(at),
            Method = row.Need(method),
            Proof = row.Get(proof),
            Origin = origin.Read(row),
        });
    }
}
