using Crm.Sdk;
using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;

namespace Acme.LapsingVip;

/// <summary>The plugin: one rule, its texts and its settings.</summary>
public sealed class LapsingVipPlugin : ICrmPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin) => plugin
        .AddRule<LapsingVip>()
        .AddTexts<LapsingVipTexts>()
        .AddOptions<LapsingVipOptions>(configure: options => options.Validate(static o => o.Spend > 0, "Spend is an amount above 0."));
}
