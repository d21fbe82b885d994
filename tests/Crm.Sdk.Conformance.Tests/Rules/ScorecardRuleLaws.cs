using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.Credit;
using Crm.Sdk.Rules.Scorecard;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Rules;

[Proves("crm.rules.scorecard", "scorecard")]
public sealed class ScorecardRuleLaws : RuleConformance<ScorecardRuleFixture>;

public sealed class ScorecardRuleFixture : IRuleFixture
{
    public IRule Create()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("crm-scorecard");
        try
        {
            string file = Path.Combine(folder.FullName, "card.json");
            File.WriteAllBytes(file, ScorecardFile.Write(Card()));
            return new ScorecardRule(Options.Create(new ScorecardRuleOptions { File = file }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Scorecard Card() => new(
        "laws",
        version: 1,
        ScorecardScaling.Default,
        -1,
        [
            new ScorecardCharacteristic("orders", 0.8, [new ScorecardBin { Below = 3, Good = 40, Bad = 60, Weight = 0.9 }, new ScorecardBin { From = 3, Good = 60, Bad = 40, Weight = -0.4 }]),
            new ScorecardCharacteristic("netSpend", 0.7, [new ScorecardBin { Below = 100, Good = 40, Bad = 60, Weight = 0.5 }, new ScorecardBin { From = 100, Good = 60, Bad = 40, Weight = -0.6 }, new ScorecardBin { IsNothing = true, Good = 5, Bad = 10, Weight = 0.7 }]),
            new ScorecardCharacteristic("industry", 1.1, [new ScorecardBin { Texts = ["retail", "trade"], Good = 30, Bad = 20, Weight = -0.2 }]),
        ]);
}
