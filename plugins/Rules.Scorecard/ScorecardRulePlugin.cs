using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Scorecard;

/// <summary>The plugin <c>crm.rules.scorecard</c>: one rule that scores customers by a scorecard from a file, its settings and its texts.</summary>
public sealed class ScorecardRulePlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.rules.scorecard";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.Services.AddSingleton<IValidateOptions<ScorecardRuleOptions>, ScorecardRuleOptionsValidator>();
        plugin
            .AddOptions<ScorecardRuleOptions>()
            .AddRule<ScorecardRule>("scorecard")
            .AddTexts<ScorecardTexts>("scorecard");
    }
}
