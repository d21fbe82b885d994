using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.BenchmarkRules;

/// <summary>The plugin.</summary>
public sealed class TenRulesPlugin : ICrmPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin) => plugin
        .AddRule<FirstRule>("limit-0")
        .AddRule<SecondRule>("limit-1")
        .AddRule<ThirdRule>("limit-2")
        .AddRule<FourthRule>("limit-3")
        .AddRule<FifthRule>("limit-4")
        .AddRule<SixthRule>("limit-5")
        .AddRule<SeventhRule>("limit-6")
        .AddRule<EighthRule>("limit-7")
        .AddRule<NinthRule>("limit-8")
        .AddRule<TenthRule>("limit-9");
}
