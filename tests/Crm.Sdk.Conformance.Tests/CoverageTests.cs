using System.Reflection;
using System.Text.Json;
using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Conformance.Tests;

/// <summary>Nothing that plugins and samples of this solution contribute goes without its laws.</summary>
public sealed class CoverageTests
{
    /// <summary>The kinds of contributions that have laws, by the class that runs them.</summary>
    private static readonly Dictionary<string, Type> Kits = new(StringComparer.Ordinal)
    {
        ["storage"] = typeof(StoreConformance<>),
        ["classification-rule"] = typeof(RuleConformance<>),
        ["notification-channel"] = typeof(ChannelConformance<>),
        ["recommender"] = typeof(RecommenderConformance<>),
        ["clusterer"] = typeof(ClustererConformance<>),
        ["scoring-indicator"] = typeof(ScoringIndicatorConformance<>),
        ["credit-information-provider"] = typeof(CreditInformationProviderConformance<>),
        ["lifecycle-source"] = typeof(LifecycleSourceConformance<>),
        ["loyalty-measure-source"] = typeof(LoyaltySourceConformance<>),
        ["earning-rule"] = typeof(EarningRuleConformance<>),
        ["points-use-order"] = typeof(PointsUseOrderConformance<>),
    };

    public static TheoryData<string> Contributions => [.. Declared().Select(static declared => declared.ToString())];

    [Theory]
    [MemberData(nameof(Contributions))]
    public void Every_contribution_of_a_plugin_or_sample_is_proved_by_the_laws_of_its_kind(string contribution)
    {
        Contribution declared = Declared().Single(declared => declared.ToString() == contribution);

        Assert.Contains(Proofs(), proof => proof.Plugin == declared.Plugin && proof.Contribution == declared.Name && proof.Kit == Kits[declared.Kind]);
    }

    [Fact]
    public void Every_proof_is_of_something_that_is_contributed() => Assert.All(
        Proofs(), static proof => Assert.Contains(Declared(), declared => declared.Plugin == proof.Plugin && declared.Name == proof.Contribution && Kits[declared.Kind] == proof.Kit));

    [Fact]
    public void Every_plugin_project_has_a_manifest_that_is_seen_here() => Assert.All(
        Folders(), static folder => Assert.True(File.Exists(Path.Combine(folder, "plugin.json")), $"{folder} has no plugin.json"));

    private static string[] Folders() =>
    [
        .. Directory.GetDirectories(RepositoryFolder.PathOf("plugins")).Concat(Directory.GetDirectories(RepositoryFolder.PathOf("samples"), "Acme.*"))
            .Where(static folder => Directory.GetFiles(folder, "*.cs").Length > 0)
            .Append(RepositoryFolder.PathOf("src", "Crm.Sdk")), // the built-in models
    ];

    private static List<Contribution> Declared()
    {
        List<Contribution> found = [];
        foreach (string manifest in Folders().Select(static folder => Path.Combine(folder, "plugin.json")).Where(File.Exists))
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(manifest));
            string plugin = json.RootElement.GetProperty("id").GetString()!;
            found.AddRange(json.RootElement.GetProperty("contributions").EnumerateArray()
                .Select(entry => new Contribution(plugin, entry.GetProperty("kind").GetString()!, entry.GetProperty("name").GetString()!))
                .Where(static contribution => Kits.ContainsKey(contribution.Kind)));
        }

        return found;
    }

    private static List<(string Plugin, string Contribution, Type Kit)> Proofs() =>
    [
        .. from type in typeof(CoverageTests).Assembly.GetTypes()
           let proves = type.GetCustomAttribute<ProvesAttribute>()
           where proves is not null
           select (proves.Plugin, proves.Contribution, type.BaseType!.GetGenericTypeDefinition()),
    ];

    private sealed record Contribution(string Plugin, string Kind, string Name);
}
