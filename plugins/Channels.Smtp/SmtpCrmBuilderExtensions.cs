using Crm.Sdk;
using Crm.Sdk.Channels.Smtp;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds e-mail to a host.</summary>
public static class SmtpCrmBuilderExtensions
{
    /// <summary>Adds the channel <c>mail</c>. Settings are under <c>Crm:Plugins:crm.channels.smtp</c>: see <see cref="SmtpOptions"/>.</summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddSmtpChannel(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<SmtpPlugin>();
    }
}
