using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>The settings of the webhook: the section <c>webhook</c> of the plugin's.</summary>
public sealed class WebhookOptions
{
    /// <summary>Where messages are posted to; the channel reaches nobody as long as there is none.</summary>
    public string? Url { get; set; }

    /// <summary>
    /// The secrets by which messages are signed, the current one first: <c>whsec_</c> and 24 to 64 bytes in base64. Needed with an address. While a secret is replaced both are here, and messages carry both
    /// signatures.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>
    /// What an unknown outcome means. By default the receiver drops repeats by <c>webhook-id</c>, as Standard Webhooks asks of it, so that a message is sent again; state
    /// <see cref="CrashPolicy.PreferNoDuplicate"/> for one that does not.
    /// </summary>
    public CrashPolicy AfterCrash { get; set; } = CrashPolicy.ProviderIdempotencyKey;

    /// <summary>How many messages a second the receiver takes, 1 to 1,000; unlimited where null.</summary>
    public int? PerSecond { get; set; }

    /// <summary>How many may be sent at once, 1 to 32; 4 by default.</summary>
    public int Concurrency { get; set; } = 4;
}
