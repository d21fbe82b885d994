using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>What the answers of mail servers mean (RFC 5321, 4.2; RFC 4954, 6). Their words quote addresses, so only codes are kept.</summary>
internal static partial class SmtpAnswers
{
    /// <summary>The account is not accepted, or the server asks for one, or for TLS: who set the channel up can mend it.</summary>
    private static readonly int[] OfSettings = [530, 534, 535, 538];

    /// <summary>Reads the answer of a server; null where it gave none.</summary>
    public static DeliveryResult? Read(SmtpException error)
    {
        int code = (int)error.StatusCode;
        if (code is < 400 or > 599)
        {
            return null;
        }

        Match enhanced = EnhancedCode().Match(error.Message);
        string reason = string.Create(CultureInfo.InvariantCulture, $"SMTP {code}{(enhanced.Success ? " " + enhanced.Value : string.Empty)}");
        return code < 500 || OfSettings.Contains(code) ? DeliveryResult.Retry(reason) : DeliveryResult.Rejected(reason);
    }

    /// <summary>RFC 3463: class, subject, detail.</summary>
    [GeneratedRegex(@"(?<![0-9.])[45]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnhancedCode();
}
