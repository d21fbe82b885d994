using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>One mail as it is handed to the server, and whether it began to be.</summary>
internal sealed class Mail : IDisposable
{
    private volatile bool _isBegun;

    private Mail(MailMessage message) => Message = message;

    public MailMessage Message { get; }

    /// <summary>Whether the server was given a part of the mail.</summary>
    public bool IsBegun => _isBegun;

    /// <param name="from">Who sends.</param>
    /// <param name="replyTo">Where answers go; to the sender where null.</param>
    /// <param name="to">To whom.</param>
    /// <param name="message">The message.</param>
    public static Mail Of(MailAddress from, MailAddress? replyTo, MailAddress to, OutgoingMessage message)
    {
        var mail = new Mail(new MailMessage(from, to) { Subject = message.Subject ?? string.Empty, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 });
        mail.Message.Headers.Add("Message-ID", MessageId(from, message));
        if (message.Language is { } language)
        {
            mail.Message.Headers.Add("Content-Language", language);
        }

        if (replyTo is not null)
        {
            mail.Message.ReplyToList.Add(replyTo);
        }

        if (message.Unsubscribe is { } unsubscribe)
        {
            mail.Message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            if (unsubscribe.Scheme == Uri.UriSchemeHttps)
            {
                mail.Message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058 asks for https
            }
        }

        if (message.Format == MessageFormat.Html)
        {
            mail.Add(PlainText.Of(message.Body), MediaTypeNames.Text.Plain);
            mail.Add(message.Body, MediaTypeNames.Text.Html); // the last alternative is what readers prefer
        }
        else
        {
            mail.Add(message.Body, MediaTypeNames.Text.Plain);
        }

        return mail;
    }

    public void Dispose() => Message.Dispose();

    /// <summary>The same for every attempt at a message and other for every other, so that who gets two copies can tell.</summary>
    private static string MessageId(MailAddress from, OutgoingMessage message) =>
        $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Tenant.Value}\n{message.Key}")).AsSpan(0, 16))}@{from.Host}>";

    private void Add(string text, string mediaType)
    {
        string lines = text.ReplaceLineEndings("\r\n"); // as mail has them
        Message.AlternateViews.Add(new AlternateView(new ReadMark(Encoding.UTF8.GetBytes(lines), () => _isBegun = true), new ContentType(mediaType) { CharSet = "utf-8" })
        {
            TransferEncoding = TransferEncoding.Base64, // nothing on the way treats a dot, a From or a long line as its own
        });
    }
}
