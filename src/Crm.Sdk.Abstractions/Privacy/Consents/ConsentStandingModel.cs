using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Privacy;

/// <summary>How it is stored how consents stand. The history of consents is what they come from, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ConsentStandingModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The kind <c>consent-standing</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ConsentStanding>("consent-standing", static p => p.Id);
        kind.About(static p => p.Customer).WithoutHistory();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static p => p.Customer, indexed: true);
        PartHandle<Consent> consents = kind.Part<Consent>("consent", static p => p.Consents, static part =>
        {
            FieldHandle<string?> purpose = part.Text("purpose", static c => c.Purpose, maxLength: ConsentEntry.MaxPurposeLength);
            FieldHandle<string?> channel = part.Text("channel", static c => c.Channel, maxLength: ChannelDescriptor.MaxNameLength);
            FieldHandle<long?> state = part.Int("state", static c => (long)c.State);
            FieldHandle<Instant?> since = part.Instant("since", static c => c.Since);
            FieldHandle<RecordId?> entry = part.Id("entry", static c => c.Entry);
            return row => new Consent(row.Need(purpose), row.Get(channel), (ConsentState)row.Need(state), row.Need(since), row.Need(entry));
        });
        return kind.ComposedBy(row => new ConsentStanding { Id = row.Id, Customer = (CustomerId)row.Need(customer), Consents = row.Get(consents) });
    }
}
