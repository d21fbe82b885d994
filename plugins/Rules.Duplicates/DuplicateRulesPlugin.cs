using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The plugin <c>crm.rules.duplicates</c>: six match rules, what happens to a match, settings and texts.</summary>
public sealed class DuplicateRulesPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.rules.duplicates";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.Services.AddSingleton<IValidateOptions<DuplicateRulesOptions>, DuplicateRulesOptionsValidator>();
        plugin
            .AddOptions<DuplicateRulesOptions>()
            .AddMatchRule<NameMatchRule>("name")
            .AddMatchRule<IdentifierMatchRule>("identifier")
            .AddMatchRule<EmailMatchRule>("email")
            .AddMatchRule<PhoneMatchRule>("phone")
            .AddMatchRule<AddressMatchRule>("address")
            .AddMatchRule<BirthdayMatchRule>("birthday")
            .AddDuplicateAction<ScoreActionRule>("by-score")
            .AddTexts<DuplicateTexts>("duplicates");
    }
}
