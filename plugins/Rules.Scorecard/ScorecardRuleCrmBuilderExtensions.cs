using Crm.Sdk;
using Crm.Sdk.Rules.Scorecard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the scorecard rule to a host.</summary>
public static class ScorecardRuleCrmBuilderExtensions
{
    /// <summary>Classifies customers by the points of a scorecard. Settings are under <c>Crm:Plugins:crm.rules.scorecard</c>; see <see cref="ScorecardRuleOptions"/>.</summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddScorecardRule(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<ScorecardRulePlugin>();
    }
}
