using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>Over which sales days outstanding are computed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DsoOptions
{
    /// <summary>The days of the period that ends with the as-of day, 1 to 3,660.</summary>
    public int Days { get; init; } = 90;

    /// <summary>Over how many calendar months is counted back, the as-of's own included, 1 to 120.</summary>
    public int CountBackMonths { get; init; } = 24;

    /// <summary>Checks the options.</summary>
    /// <exception cref="CrmException">CRM6235: a number is out of range.</exception>
    public void Check()
    {
        if (Days is < 1 or > 3_660 || CountBackMonths is < 1 or > 120)
        {
            throw new CrmException(BillingErrorCodes.BadOption, $"Days sales outstanding take a period of 1 to 3,660 days and 1 to 120 months to count back over, not {Days} and {CountBackMonths}.");
        }
    }
}
