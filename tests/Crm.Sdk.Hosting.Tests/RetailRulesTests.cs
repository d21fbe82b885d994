using Crm.Sdk.Classification;
using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>The retail rules as a host has them: manifest, registration and settings fit together.</summary>
public sealed class RetailRulesTests
{
    private static readonly PluginId Retail = new("crm.rules.retail");

    [Fact]
    public async Task CL_2_one_call_adds_the_thirteen_rules_and_their_texts()
    {
        await using TestHost host = await TestHost.Build(crm => crm.AddRetailRules()).StartAsync();

        var extensions = host.Services.GetRequiredService<IExtensions>();
        Assert.Equal(PluginState.Active, host.Services.GetRequiredService<PluginHost>().Report.Find(Retail)?.State);
        Assert.Equal(
            ["abc", "account-tier", "activity", "buying-power", "distance", "industry", "lifecycle-stage", "price-level", "purchase-pattern", "region", "relationship", "rfm-segment", "value-tier"],
            extensions.All<IRule>().Select(static rule => rule.Instance.Descriptor.Dimension).Order(StringComparer.Ordinal));
        Assert.Single(extensions.All<ITextCatalogue>());
    }

    [Fact]
    public async Task Settings_reach_the_rules()
    {
        await using TestHost host = await TestHost.Build(crm => crm.AddRetailRules().ConfigurePlugin("crm.rules.retail", "Activity:ActiveDays", "7")).StartAsync();

        var activity = (IClassificationRule)host.Services.GetRequiredService<IExtensions>().All<IRule>().Single(static rule => rule.Name == "activity").Instance;
        var facts = new FactTable(2, Currency.Usd, FactColumn.Of(Facts.DaysSinceLastOrder, [7, 8]));
        CustomerFacts first = facts[0], second = facts[1];
        Assert.Equal(("active", "potential"), (activity.Classify(in first, null).Label, activity.Classify(in second, null).Label));
    }

    [Fact]
    public async Task Settings_out_of_range_keep_the_plugin_from_starting_and_the_host_goes_on()
    {
        await using TestHost host = await TestHost.Build(crm => crm.AddRetailRules().ConfigurePlugin("crm.rules.retail", "Abc:A", "99")).StartAsync();

        PluginReport? report = host.Services.GetRequiredService<PluginHost>().Report.Find(Retail);
        Assert.Equal(PluginErrorCodes.OptionsInvalid, report?.Code);
        Assert.Contains("Abc:A is 99", report!.Reason, StringComparison.Ordinal);
        Assert.Empty(host.Services.GetRequiredService<IExtensions>().All<IRule>());
    }
}
