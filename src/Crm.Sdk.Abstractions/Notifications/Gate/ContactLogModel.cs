using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>How it is stored which messages to a customer count against the caps.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ContactLogModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The kind <c>contact-log</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ContactLog>("contact-log", static l => l.Id);
        kind.About(static l => l.Customer).WithoutHistory();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static l => l.Customer, indexed: true);
        PartHandle<CountedMessage> messages = kind.Part<CountedMessage>("message", static l => l.Messages, static part =>
        {
            FieldHandle<RecordId?> message = part.Id("message", static m => m.Message);
            FieldHandle<Instant?> at = part.Instant("at", static m => m.At);
            FieldHandle<string?> channel = part.Text("channel", static m => m.Channel, maxLength: ChannelDescriptor.MaxNameLength);
            return row => new CountedMessage(row.Need(message), row.Need(at), row.Need(channel));
        });
        return kind.ComposedBy(row => new ContactLog { Id = row.Id, Customer = (CustomerId)row.Need(customer), Messages = row.Get(messages) });
    }
}
