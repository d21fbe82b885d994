using Crm.Sdk.Channels.Webhook;
using Crm.Sdk.Channels.Webhook.Outbound;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>Clients that may reach this machine.</summary>
internal static class TestOutbound
{
    public static OutboundHttp Open(TimeSpan? timeout = null)
    {
        var options = new OutboundOptions { AllowHttp = true, Timeout = timeout ?? TimeSpan.FromSeconds(25) };
        options.Networks.Add("127.0.0.0/8");
        return new OutboundHttp(Options.Create(options), TimeProvider.System);
    }

    /// <summary>Clients as the settings make them by default.</summary>
    public static OutboundHttp OpenGuarded() => new(Options.Create(new OutboundOptions()), TimeProvider.System);
}
