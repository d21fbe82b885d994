using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a source found on one indicator of one customer (LO-4): how much, of when, and by how many records.</summary>
/// <remarks>What a source does not know it does not report: unknown is not 0. Immutable and thread-safe.</remarks>
/// <param name="Indicator">The code of the indicator, of <see cref="LoyaltyIndicators"/> or another one.</param>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Date">The day of which it speaks.</param>
/// <param name="Source">Where it comes from, a code of <see cref="LoyaltySources"/> or another one.</param>
/// <param name="Records">By how many records it was told, 1 or more.</param>
public sealed record LoyaltyFinding(string Indicator, double Value, LocalDate Date, string Source, long Records = 1)
{
    /// <summary>Checks the finding.</summary>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6482: the value is not from 0 to 1, or there is no record.</exception>
    public void Check()
    {
        Require.Code(Indicator, "finding.indicator");
        Require.Code(Source, "finding.source");
        if (Value is not (>= 0 and <= 1) || Records < 1)
        {
            throw new CrmException(LoyaltyMeasureErrorCodes.BadFinding, $"The finding on '{Indicator}' of '{Source}' has the value {Value} by {Records} records; values go from 0 to 1 and come from 1 record or more. Report nothing where nothing is known.");
        }
    }
}
