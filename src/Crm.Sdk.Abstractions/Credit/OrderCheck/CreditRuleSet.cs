namespace Crm.Sdk.Credit;

/// <summary>The rules by which orders are checked, 信用检查规则: in order, with exclusions, and what counts as exposure (CR-5). Data; a decision keeps the set it was made by.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditRuleSet
{
    /// <summary>The greatest number of rules, and of exclusions.</summary>
    public const int MaxRules = 200;

    /// <summary>Makes a rule set.</summary>
    /// <param name="id">Its name for ever.</param>
    /// <param name="version">From 1; raise it with every change.</param>
    /// <param name="rules">The rules, in the order in which they are told.</param>
    /// <param name="exclusions">The exceptions.</param>
    /// <param name="exposure">What counts as exposure.</param>
    /// <exception cref="CrmException">CRM1001: the id has another form. CRM6250: a rule is not consistent; the message names it.</exception>
    public CreditRuleSet(string id, int version, ValueList<CreditCheckRule> rules, ValueList<CreditRuleExclusion> exclusions = default, ExposureOptions? exposure = null)
    {
        Id = IdentityText.Require(id, 128, "credit rule set");
        That(version >= 1, $"the version {version} is less than 1");
        That(rules.Count <= MaxRules && exclusions.Count <= MaxRules, $"it has more than {MaxRules} rules or exclusions");
        var seen = new HashSet<(string, CreditRuleTarget)>();
        foreach (CreditCheckRule rule in rules)
        {
            Require.Code(rule.Name, "rule.name");
            Require.Code(rule.Type, "rule.type");
            That(Enum.IsDefined(rule.Effect), $"rule '{rule.Name}' has no effect that is known");
            That(seen.Add((rule.Name, rule.Target)), $"rule '{rule.Name}' stands twice for the same customers");
            That(rules.First(other => other.Name == rule.Name).Type == rule.Type, $"rules of the name '{rule.Name}' have two types");
            That(rule.Days is null or >= 0, $"rule '{rule.Name}': {rule.Days} days are less than 0");
            That(rule.Share is null or (> 0 and <= 100), $"rule '{rule.Name}': the share {rule.Share} is not above 0 and at most 100");
            That(rule.Amount is null or { MinorUnits: >= 0 }, $"rule '{rule.Name}': {rule.Amount} is less than 0");
            That(HasThreshold(rule), $"rule '{rule.Name}' of type '{rule.Type}' has not the threshold that the type takes: {Takes(rule.Type)}");
        }

        foreach (CreditRuleExclusion exclusion in exclusions)
        {
            Require.Code(exclusion.Name, "exclusion.name");
            That(rules.Any(rule => rule.Name == exclusion.Rule), $"exclusion '{exclusion.Name}' names rule '{exclusion.Rule}', which is not there");
            That(exclusion.Target.Level > 0, $"exclusion '{exclusion.Name}' is meant for all; leave the rule out instead");
        }

        Exposure = exposure ?? new ExposureOptions();
        That(Exposure.HorizonDays is null or (>= 0 and <= 3_650), $"the horizon of {Exposure.HorizonDays} days is not from 0 to 3,650");
        Version = version;
        Rules = rules;
        Exclusions = exclusions;

        void That(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(CreditErrorCodes.BadRuleSet, $"Credit rule set '{id}': {rule}.");
            }
        }
    }

    /// <summary>The set's name for ever.</summary>
    public string Id { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>The rules, in order.</summary>
    public ValueList<CreditCheckRule> Rules { get; }

    /// <summary>The exceptions.</summary>
    public ValueList<CreditRuleExclusion> Exclusions { get; }

    /// <summary>What counts as exposure.</summary>
    public ExposureOptions Exposure { get; }

    /// <summary>Id and version.</summary>
    public override string ToString() => $"{Id} v{Version}";

    private static bool HasThreshold(CreditCheckRule rule) => rule.Type switch
    {
        CreditRuleTypes.Blocked or CreditRuleTypes.NoAccount or CreditRuleTypes.NoLimit or CreditRuleTypes.ReviewOverdue => rule is { Days: null, Share: null, Amount: null },
        CreditRuleTypes.OverdueDays or CreditRuleTypes.TermsChanged => rule is { Days: not null, Share: null, Amount: null },
        CreditRuleTypes.OverdueAmount => rule is { Days: null } && rule.Share is null != rule.Amount is null,
        CreditRuleTypes.ShareOfLimit => rule is { Days: null, Share: not null, Amount: null },
        CreditRuleTypes.OrderAmount => rule is { Days: null, Share: null, Amount: not null },
        _ => true, // a plugin's own
    };

    private static string Takes(string type) => type switch
    {
        CreditRuleTypes.OverdueDays or CreditRuleTypes.TermsChanged => "days",
        CreditRuleTypes.OverdueAmount => "an amount, or a share of the limit",
        CreditRuleTypes.ShareOfLimit => "a share",
        CreditRuleTypes.OrderAmount => "an amount",
        _ => "none",
    };
}
