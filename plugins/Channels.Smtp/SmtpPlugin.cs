using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>The plugin <c>crm.channels.smtp</c>: e-mail by SMTP.</summary>
public sealed class SmtpPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.channels.smtp";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .AddOptions<SmtpOptions>("smtp", static options => options
                .Validate(static o => o.Host is null || Uri.CheckHostName(o.Host) != UriHostNameType.Unknown, "smtp:host is the name or address of a mail server.")
                .Validate(static o => o.Port is >= 1 and <= 65535, "smtp:port is from 1 to 65535.")
                .Validate(static o => o.Port != 465, "smtp:port 465 expects TLS from the first byte, which this channel does not speak; use the server's port for STARTTLS, mostly 587.")
                .Validate(static o => Enum.IsDefined(o.Security), "smtp:security is startTls or none.")
                .Validate(static o => string.IsNullOrEmpty(o.User) == string.IsNullOrEmpty(o.Password), "smtp:user and smtp:password go together.")
                .Validate(static o => string.IsNullOrEmpty(o.Password) || o.Security == SmtpSecurity.StartTls, "smtp:password would be readable on the way; it needs smtp:security startTls.")
                .Validate(static o => o.Host is null || SmtpAddress.Sender(o.From) is not null, "smtp:from is a mail address, such as care@example.com.")
                .Validate(static o => o.ReplyTo is null || SmtpAddress.Sender(o.ReplyTo) is not null, "smtp:replyTo is a mail address.")
                .Validate(static o => o.Connections is >= 1 and <= 16, "smtp:connections is from 1 to 16.")
                .Validate(static o => o.PerMinute is null or (>= 1 and <= 100_000), "smtp:perMinute is from 1 to 100000.")
                .Validate(static o => o.Timeout >= SmtpOptions.LeastTimeout && o.Timeout <= SmtpOptions.MostTimeout, "smtp:timeout is from 00:00:01 to 00:00:25.")
                .Validate(static o => o.AfterCrash is CrashPolicy.PreferNoDuplicate or CrashPolicy.PreferNoLoss, "smtp:afterCrash is preferNoDuplicate or preferNoLoss."))
            .AddChannel<SmtpChannel>(SmtpChannel.Name);
    }
}
