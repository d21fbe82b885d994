namespace Crm.Sdk.Notifications;

/// <summary>How a message goes by another channel where the one before gave it up.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record MessageFallback
{
    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>Where it goes; where null, the customer's own contact point of the channel's kind, as it is when the message is put in.</summary>
    public string? Address { get; init; }

    /// <summary>The subject, one line, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>How the text is written; plain text by default.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>The provider's approved template with its values, for channels that send such.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>The draft as it would be for this channel alone.</summary>
    internal MessageDraft In(MessageDraft draft) => draft with
    {
        Channel = Channel, Address = Address, Subject = Subject, Body = Body, Format = Format, Template = Template, Fallbacks = default,
    };

    internal static MessageFallback Of(MessageDraft draft) => new()
    {
        Channel = draft.Channel, Address = draft.Address, Subject = draft.Subject, Body = draft.Body, Format = draft.Format, Template = draft.Template,
    };
}
