using Crm.Sdk;
using Crm.Sdk.Channels.Sms;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds text messages to a host.</summary>
public static class SmsCrmBuilderExtensions
{
    /// <summary>Adds the channel <c>sms</c>. Settings are under <c>Crm:Plugins:crm.channels.sms</c>: see <see cref="SmsOptions"/>.</summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddSmsChannel(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<SmsPlugin>();
    }
}
