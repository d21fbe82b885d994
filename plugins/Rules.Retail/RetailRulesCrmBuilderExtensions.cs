using Crm.Sdk;
using Crm.Sdk.Rules.Retail;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the retail rules to a host.</summary>
public static class RetailRulesCrmBuilderExtensions
{
    /// <summary>
    /// Classifies customers by their orders and records: RFM segments, value and account tier, A/B/C, activity, purchase pattern, distance, buying power, price level, relationship, region and
    /// industry. Settings are under
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
