using Crm.Sdk;
using Crm.Sdk.Rules.Duplicates;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the duplicate rules to a host.</summary>
public static class DuplicateRulesCrmBuilderExtensions
{
    /// <summary>
    /// Finds customers that are in the base twice, by names, e-mail, phone, address, birthday and registration numbers. Settings are under
    /// <c>Crm:Plugins:crm.rules.duplicates</c>; see <see cref="DuplicateRulesOptions"/>.
    /// </summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddDuplicateRules(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<DuplicateRulesPlugin>();
    }
}
