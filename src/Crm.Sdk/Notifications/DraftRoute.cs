namespace Crm.Sdk.Notifications;

/// <summary>A draft for one of its channels.</summary>
/// <param name="Draft">The draft as it is for this channel alone.</param>
/// <param name="Channel">The channel.</param>
internal readonly record struct DraftRoute(MessageDraft Draft, ChannelDescriptor Channel)
{
    /// <summary>Whether the customer's own address is asked for.</summary>
    public bool NeedsAddress => Draft is { Address: null, Audience: Audience.Customers } && Channel.Reaches is not null;

    public MessageContent ToContent(string? address) => new(address, Draft.Subject, Draft.Body) { Format = Draft.Format, Template = FilledContent.Of(Draft.Template) };

    /// <summary>Whether a content is that of this draft. A draft that leaves the address to the customer fits any.</summary>
    public bool Says(MessageContent content) => content.Subject == Draft.Subject && content.Body == Draft.Body && content.Format == Draft.Format
        && content.Template?.ToFilled() == Draft.Template && (Draft.Address ?? content.Address) == content.Address;
}
