namespace Crm.Sdk.Credit;

/// <summary>The built-in types of rules for orders, and what each of them measures (CR-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditRuleTypes
{
    /// <summary>The account, or that of the group's head, is blocked, 账户冻结. No threshold.</summary>
    public const string Blocked = "blocked-account";

    /// <summary>The customer has no credit account, 无信用账户. No threshold.</summary>
    public const string NoAccount = "no-account";

    /// <summary>No limit is in force, of the account or of its group: none was granted, or the last one has ended; 无有效额度. No threshold.</summary>
    public const string NoLimit = "no-limit";

    /// <summary>The assessment behind the limit is no longer valid, 评估过期. No threshold.</summary>
    public const string ReviewOverdue = "assessment-expired";

    /// <summary>An undisputed item is overdue by more days than <see cref="CreditCheckRule.Days"/>, 逾期天数.</summary>
    public const string OverdueDays = "overdue-days";

    /// <summary>More is overdue than <see cref="CreditCheckRule.Amount"/>, or than <see cref="CreditCheckRule.Share"/> of the limit, 逾期金额.</summary>
    public const string OverdueAmount = "overdue-amount";

    /// <summary>With the order more than <see cref="CreditCheckRule.Share"/> of the limit is used, of the account or of its group, 额度使用率.</summary>
    public const string ShareOfLimit = "share-of-limit";

    /// <summary>The order is more than <see cref="CreditCheckRule.Amount"/>, 订单金额.</summary>
    public const string OrderAmount = "order-amount";

    /// <summary>The order asks for a longer credit period than was agreed, by more days than <see cref="CreditCheckRule.Days"/>, 账期变更.</summary>
    public const string TermsChanged = "terms-changed";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-rule",
        new(Blocked, "Blocked account", "账户冻结"),
        new(NoAccount, "No credit account", "无信用账户"),
        new(NoLimit, "No limit in force", "无有效额度"),
        new(ReviewOverdue, "Assessment expired", "评估过期"),
        new(OverdueDays, "Days overdue", "逾期天数"),
        new(OverdueAmount, "Amount overdue", "逾期金额"),
        new(ShareOfLimit, "Share of limit", "额度使用率"),
        new(OrderAmount, "Order amount", "订单金额"),
        new(TermsChanged, "Terms changed", "账期变更"));
}
