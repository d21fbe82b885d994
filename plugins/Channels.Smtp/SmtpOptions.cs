using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>The settings of e-mail: the section <c>smtp</c> of the plugin's.</summary>
public sealed class SmtpOptions
{
    /// <summary>The shortest <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan LeastTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The longest <see cref="Timeout"/>: below the deadline of a call into a plugin.</summary>
    public static readonly TimeSpan MostTimeout = TimeSpan.FromSeconds(25);

    /// <summary>The mail server's name; the channel reaches nobody as long as there is none.</summary>
    public string? Host { get; set; }

    /// <summary>The port for submission, 1 to 65535; 587 by default. A port that expects TLS from the first byte (465) cannot be spoken to.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected; STARTTLS by default.</summary>
    public SmtpSecurity Security { get; set; }

    /// <summary>The account; none where the server asks for none.</summary>
    public string? User { get; set; }

    /// <summary>The account's password.</summary>
    public string? Password { get; set; }

    /// <summary>Who sends, such as <c>care@example.com</c> or <c>客户关怀 &lt;care@example.com&gt;</c>. Needed with a server.</summary>
    public string? From { get; set; }

    /// <summary>Where answers go; to <see cref="From"/> where null.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>How many connections are used at once, 1 to 16; 4 by default. One takes about 20 mails a second.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>How many mails a minute the server takes from us, 1 to 100,000; unlimited where null.</summary>
    public int? PerMinute { get; set; }

    /// <summary>How long the server may take for one mail. From 1 s to 25 s; 20 s by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What is done with a mail of which nobody knows whether it went out: parked (<see cref="CrashPolicy.PreferNoDuplicate"/>, the default), or sent again
    /// (<see cref="CrashPolicy.PreferNoLoss"/>). Mail servers drop no repeats, although the <c>Message-ID</c> is the same.
    /// </summary>
    public CrashPolicy AfterCrash { get; set; }
}
