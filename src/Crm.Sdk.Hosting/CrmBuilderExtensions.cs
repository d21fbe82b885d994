using Crm.Sdk;
using Crm.Sdk.Plugins;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a host adds to the core beside plugins.</summary>
public static class CrmBuilderExtensions
{
    /// <summary>Gives the host one more extension point, to which plugins can then contribute. Its contributions are found by <see cref="IExtensions"/>.</summary>
    /// <param name="crm">The builder.</param>
    /// <param name="point">The point; the assembly that holds its contract is shared with plugins.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddExtensionPoint(this ICrmBuilder crm, ExtensionPoint point)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(point);
        crm.Services.AddSingleton(point);
        return crm;
    }
}
