using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>Makes messages that passed no gate, for tests of channels. Only the core makes those that are sent.</summary>
/// <remarks>Thread-safe.</remarks>
public static class TestMessages
{
    /// <summary>A message as a channel is given it.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="key">The idempotency key, 1 to 64 visible ASCII characters.</param>
    /// <param name="body">The text.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="subject">The subject, or null.</param>
    /// <param name="language">The text's language, or null.</param>
    /// <param name="attempt">Which attempt it is, from 1.</param>
    /// <param name="possibleDuplicate">Whether an earlier attempt may have gone out.</param>
    /// <param name="permittedAt">When the gate permitted it; 2026-01-01T00:00Z where null.</param>
    /// <param name="format">How the text is written.</param>
    /// <param name="template">The approved template that it fills, or null.</param>
    /// <param name="unsubscribe">Where one request withdraws the consent behind it, or null.</param>
    public static OutgoingMessage Create(
        string channel,
        string key,
        string body = "hello",
        string? address = null,
        string? subject = null,
        string? language = null,
        int attempt = 1,
        bool possibleDuplicate = false,
        Instant? permittedAt = null,
        MessageFormat format = MessageFormat.PlainText,
        FilledTemplate? template = null,
        Uri? unsubscribe = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return new OutgoingMessage(
            key, TenantId.Default, channel, address, subject, body, language, attempt, possibleDuplicate, permittedAt ?? Instant.FromUtc(2026, 1, 1, 0, 0))
        {
            Format = format,
            Template = template,
            Unsubscribe = unsubscribe,
        };
    }
}
