using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>The plugin <c>crm.rules.retail</c>: thirteen rules over orders and records, their settings and their texts.</summary>
public sealed class RetailRulesPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.rules.retail";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.Services.AddSingleton<IValidateOptions<RetailRulesOptions>, RetailRulesOptionsValidator>();
        plugin
            .AddOptions<RetailRulesOptions>()
            .AddRule<RfmRule>("rfm")
            .AddRule<ValueTierRule>("value-tier")
            .AddRule<AccountTierRule>("account-tier")
            .AddRule<AbcRule>("abc")
            .AddRule<ActivityRule>("activity")
            .AddRule<PurchasePatternRule>("purchase-pattern")
            .AddRule<DistanceRule>("distance")
            .AddRule<BuyingPowerRule>("buying-power")
            .AddRule<PriceLevelRule>("price-level")
            .AddRule<RelationshipRule>("relationship")
            .AddRule<RegionRule>("region")
            .AddRule<IndustryRule>("industry")
            .AddRule<LifecycleStageRule>("lifecycle-stage")
            .AddTexts<RetailTexts>("retail");
    }
}
