using Crm.Sdk.Customers;

namespace Crm.Sdk.Notifications;

/// <summary>Checks a draft against what its channel declares and brings its texts to the kept form.</summary>
internal static class DraftRules
{
    private const int MaxLanguageLength = 35;

    /// <summary>The draft as it is kept.</summary>
    /// <exception cref="CrmException">CRM1002, CRM4103 or CRM4104.</exception>
    public static MessageDraft Check(MessageDraft draft, ChannelDescriptor channel)
    {
        if (!MessageKey.IsValid(draft.Key))
        {
            throw Bad(draft, $"its key is not of 1 to {OutboxMessage.MaxKeyLength} visible ASCII characters; make keys with MessageKey.Of");
        }

        if (draft.Audience is not (Audience.Customers or Audience.Staff))
        {
            throw Bad(draft, "it is for customers or for staff, one of them");
        }

        if (!channel.Audience.HasFlag(draft.Audience))
        {
            throw new CrmException(
                NotificationErrorCodes.WrongAudience,
                $"Message '{draft.Key}' is for {draft.Audience} and channel '{channel.Name}' reaches {channel.Audience}; choose a channel that reaches {draft.Audience}.");
        }

        if (draft is { Audience: Audience.Customers, Customer: null })
        {
            throw Bad(draft, "it is for customers and names none");
        }

        if (draft.Priority is < 0 or > 100)
        {
            throw Bad(draft, $"its priority {draft.Priority} is not from 0 to 100");
        }

        if (!channel.Formats.Contains(draft.Format))
        {
            throw Bad(draft, $"it is written as {draft.Format} and channel '{channel.Name}' takes {string.Join(", ", channel.Formats)}");
        }

        if (!channel.Templates.IsEmpty && channel.Templates.All(template => template.Code != draft.Template?.Code))
        {
            throw Bad(draft, $"channel '{channel.Name}' sends approved templates only ({string.Join(", ", channel.Templates.Select(static template => template.Code))}), and it fills none of them");
        }

        if (draft.UseBy <= draft.NotBefore)
        {
            throw Bad(draft, $"its use-by {draft.UseBy} is not after its not-before {draft.NotBefore}");
        }

        return draft with
        {
            Address = draft.Address is null ? null : Address(draft, channel.Reaches, draft.Address),
            Subject = draft.Subject is null ? null : OneLine(draft, CanonicalText.Normalize(draft.Subject, MessageDraft.MaxSubjectLength, "subject"), "subject"),
            Body = Body(draft, channel),
            Language = draft.Language is null ? null : CanonicalText.Require(draft.Language, MaxLanguageLength, "language"),
            Purpose = CanonicalText.Require(draft.Purpose, OutboxMessage.MaxPurposeLength, "purpose"),
            Cause = draft.Cause is null ? null : CanonicalText.Require(draft.Cause, OutboxMessage.MaxCauseLength, "cause"),
            NotBefore = draft.NotBefore?.FloorToMicrosecond(),
            UseBy = draft.UseBy?.FloorToMicrosecond(),
        };
    }

    /// <exception cref="CrmException">CRM4103: there are too many channels, or one twice.</exception>
    public static void CheckOrder(MessageDraft draft, IReadOnlyList<string> channels)
    {
        if (channels.Count > MessageDraft.MaxFallbacks + 1)
        {
            throw Bad(draft, $"it has {channels.Count - 1} fallbacks and can have {MessageDraft.MaxFallbacks}");
        }

        if (channels.Distinct(StringComparer.Ordinal).Count() != channels.Count)
        {
            throw Bad(draft, $"a channel stands twice in its order {string.Join(", ", channels)}");
        }
    }

    /// <summary>The address as it is kept.</summary>
    /// <exception cref="CrmException">CRM1002 or CRM4103.</exception>
    public static string Address(MessageDraft draft, ContactPointKind? kind, string address)
    {
        string kept = OneLine(draft, CanonicalText.Normalize(address, ContactPoint.MaxLength, "address"), "address");
        return IsOf(kind, kept) ? kept : throw Bad(draft, $"its address is no {kind} address"); // the address itself is personal and stays out of errors
    }

    private static bool IsOf(ContactPointKind? kind, string address) => kind switch
    {
        ContactPointKind.Email => address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == address.LastIndexOf('@') && at < address.Length - 1 && !address.Any(char.IsWhiteSpace),
        ContactPointKind.Phone => address.Count(char.IsAsciiDigit) >= 3 && address.All(static c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')' or '.' or ';' or '=' or 'e' or 'x' or 't'),
        _ => address.Length > 0,
    };

    private static string Body(MessageDraft draft, ChannelDescriptor channel)
    {
        string body = CanonicalText.Normalize(draft.Body, MessageDraft.MaxBodyLength, "body");
        if (string.IsNullOrWhiteSpace(body))
        {
            throw Bad(draft, "its text is empty");
        }

        int length = channel.Limit.Measure(body);
        return length <= channel.Limit.Count
            ? body
            : throw Bad(draft, $"its text has {length} {Unit(channel.Limit)} and channel '{channel.Name}' takes at most {channel.Limit.Count}");
    }

    private static string Unit(TextLimit limit) => limit.InBytes ? "bytes" : "characters";

    /// <summary>A line break would let a text become a header of its own.</summary>
    private static string OneLine(MessageDraft draft, string text, string part) =>
        text.Any(static c => char.IsControl(c) || c is '\u2028' or '\u2029')
            ? throw Bad(draft, $"its {part} has a line break or another control character")
            : text;

    private static CrmException Bad(MessageDraft draft, string what) =>
        new(NotificationErrorCodes.BadMessage, $"Message '{(MessageKey.IsValid(draft.Key) ? draft.Key : "?")}' for channel '{draft.Channel}' cannot be put into the outbox: {what}.");
}
