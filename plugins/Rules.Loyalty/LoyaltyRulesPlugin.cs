using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Rules.Loyalty;

/// <summary>The plugin <c>crm.rules.loyalty</c>: rules over the assessments of loyalty and the tiers of members, and their texts.</summary>
public sealed class LoyaltyRulesPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.rules.loyalty";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .AddRule<LoyaltyTypeRule>("loyalty-type")
            .AddRule<LoyaltyMatrixRule>("loyalty-matrix")
            .AddRule<LoyaltyTierRule>("loyalty-tier")
            .AddTexts<LoyaltyRuleTexts>("loyalty");
    }
}
