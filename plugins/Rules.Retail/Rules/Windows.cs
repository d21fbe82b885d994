using Crm.Sdk.Classification;

namespace Crm.Sdk.Rules.Retail;

internal static class Windows
{
    /// <summary>The window of a setting in which 0 stands for all time.</summary>
    public static Trailing Of(int months) => months == 0 ? Trailing.Ever : Trailing.Months(months);

    /// <summary>Says what a customer spent in a window.</summary>
    public static Explanation BecauseOfSpend(this Explanation why, Money spend, int months) =>
        months == 0 ? why.Because(RetailCodes.Spend, spend) : why.Because(RetailCodes.SpendInMonths, spend, months);

    /// <summary>Says that a customer only keeps what it had.</summary>
    public static Explanation BecauseKept(this Explanation why, bool kept) => kept ? why.Because(RetailCodes.Kept) : why;
}
