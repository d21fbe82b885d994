using Crm.Sdk;
using Crm.Sdk.Recommendation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the SDK's own models to a host.</summary>
public static class BuiltInModelsCrmBuilderExtensions
{
    /// <summary>Recommends by association rules, similar items, upgrades and rhythms. Settings are under <c>Crm:Plugins:crm.models</c>; see <see cref="RecommenderOptions"/>.</summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddBuiltInModels(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<BuiltInModelsPlugin>();
    }
}
