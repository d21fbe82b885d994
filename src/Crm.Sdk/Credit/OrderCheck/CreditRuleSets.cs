namespace Crm.Sdk.Credit;

/// <summary>The built-in rules for orders.</summary>
/// <remarks>Our own choice, meant to be replaced. Immutable and thread-safe.</remarks>
public static class CreditRuleSets
{
    /// <summary>
    /// Refuses on blocked accounts; holds without an account, without a limit, on an expired assessment, from 31 days overdue, from a tenth of the limit overdue, above the limit, and for longer terms than agreed;
    /// warns above nine tenths of the limit: <c>crm.order-check</c>.
    /// </summary>
    public static CreditRuleSet Standard { get; } = new(
        "crm.order-check",
        version: 1,
        [
            new("blocked", CreditRuleTypes.Blocked, CreditRuleEffect.Refuse),
            new("no-account", CreditRuleTypes.NoAccount, CreditRuleEffect.Hold),
            new("no-limit", CreditRuleTypes.NoLimit, CreditRuleEffect.Hold),
            new("assessment-expired", CreditRuleTypes.ReviewOverdue, CreditRuleEffect.Hold),
            new("days-overdue", CreditRuleTypes.OverdueDays, CreditRuleEffect.Hold) { Days = 30 },
            new("amount-overdue", CreditRuleTypes.OverdueAmount, CreditRuleEffect.Hold) { Share = 0.1m },
            new("above-limit", CreditRuleTypes.ShareOfLimit, CreditRuleEffect.Hold) { Share = 1 },
            new("nearly-used", CreditRuleTypes.ShareOfLimit, CreditRuleEffect.Warn) { Share = 0.9m },
            new("terms-changed", CreditRuleTypes.TermsChanged, CreditRuleEffect.Hold) { Days = 0 },
        ]);
}
