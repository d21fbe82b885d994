using Crm.Sdk;
using Crm.Sdk.Rules.Loyalty;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the loyalty rules to a host.</summary>
public static class LoyaltyRulesCrmBuilderExtensions
{
    /// <summary>Labels customers by the type of their loyalty and by the matrix of attitude and behaviour, as they were last assessed.</summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddLoyaltyRules(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<LoyaltyRulesPlugin>();
    }
}
