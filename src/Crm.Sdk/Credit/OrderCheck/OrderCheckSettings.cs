namespace Crm.Sdk.Credit;

/// <summary>What the order check needs to know of the host.</summary>
/// <remarks>Set before the first check, not changed after it.</remarks>
public sealed class OrderCheckSettings
{
    /// <summary>The rules; <see cref="CreditRuleSets.Standard"/> by default.</summary>
    public CreditRuleSet Rules { get; set; } = CreditRuleSets.Standard;

    /// <summary>Who releases held orders of which amount, the smaller first, in units of the account's currency: a controller up to 500,000, above it a director. The amount is what of the order is not invoiced.</summary>
    public IList<ApprovalLevel> Releases { get; } = [new(CreditRoles.Controller, 500_000), new(CreditRoles.Director, null)];

    /// <summary>How long a rule of a plugin may take that has no guard of its own; 5 seconds by default.</summary>
    public TimeSpan RuleDeadline { get; set; } = TimeSpan.FromSeconds(5);
}
