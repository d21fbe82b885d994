using System.Net.Mail;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>Reads mail addresses.</summary>
internal static class SmtpAddress
{
    /// <summary>A sender as settings write it, perhaps with a name; null where it is none.</summary>
    public static MailAddress? Sender(string? text) => !string.IsNullOrWhiteSpace(text) && IsOneLine(text) && MailAddress.TryCreate(text, out MailAddress? address) ? address : null;

    /// <summary>A recipient: one address and nothing else, so that no text adds a name, a header or a second recipient; null where it is none.</summary>
    public static MailAddress? Recipient(string? text) => Sender(text) is { DisplayName.Length: 0 } address && address.Address == text ? address : null;

    private static bool IsOneLine(string text) => !text.Any(char.IsControl);
}
