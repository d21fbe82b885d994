namespace Crm.Sdk.Credit;

/// <summary>Why a customer is due to be assessed again (CR-7).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditReviewReasons
{
    /// <summary>The last assessment ends soon or has ended, or the account's day of review has come, 定期复评.</summary>
    public const string Schedule = "schedule";

    /// <summary>Since the last assessment an invoice was not paid by its day, 逾期付款.</summary>
    public const string LatePayment = "late-payment";

    /// <summary>Since the last assessment evidence or a statement was filed, a security began or ended, or the customer was merged, 资料变动.</summary>
    public const string NewFacts = "new-facts";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-review-reason",
        new(Schedule, "Due by schedule", "定期复评"),
        new(LatePayment, "Late payment", "逾期付款"),
        new(NewFacts, "Facts changed", "资料变动"));
}
