namespace Crm.Sdk.Credit;

/// <summary>What the order check needs to know of the host.</summary>
/// <remarks>Set before the first check, not changed after it.</remarks>
public sealed class OrderCheckSettings
{
    /// <summary>The rules; <see cref="CreditRuleSets.Standard"/> by default.</summary>
    public CreditRuleSet Rules { get; set; } = CreditRuleSets.Standard;

    /// <summary>How long a rule of a plugin may take that has no guard of its own; 5 seconds by default.</summary>
    public TimeSpan RuleDeadline { get; set; } = TimeSpan.FromSeconds(5);
}
