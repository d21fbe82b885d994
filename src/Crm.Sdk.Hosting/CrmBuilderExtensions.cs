using Crm.Sdk;
using Crm.Sdk.Customers;
using Crm.Sdk.Plugins;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a host adds to the core beside plugins.</summary>
public static class CrmBuilderExtensions
{
    /// <summary>Declares attributes of customers, beside the built-in ones and those of plugins.</summary>
    /// <param name="crm">The builder.</param>
    /// <param name="attributes">The attributes.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddAttributes(this ICrmBuilder crm, params ReadOnlySpan<AttributeDefinition> attributes)
    {
        ArgumentNullException.ThrowIfNull(crm);
        foreach (AttributeDefinition attribute in attributes)
        {
            attribute.Validate();
            crm.Services.AddSingleton(attribute);
        }

        return crm;
    }

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
