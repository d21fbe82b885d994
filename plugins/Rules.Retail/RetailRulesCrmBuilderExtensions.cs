using Crm.Sdk;
using Crm.Sdk.Rules.Retail;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the retail rules to a host.</summary>
public static class RetailRulesCrmBuilderExtensions
{
    /// <summary>
    /// Classifies customers by their orders: RFM segments, value tier, A/B/C by share of value, activity, purchase pattern and distance. Settings are under
    /// <c>Crm:Plugins:crm.rules.retail</c>; see <see cref="RetailRulesOptions"/>.
    /// </summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddRetailRules(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<RetailRulesPlugin>();
    }
}
