using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How long points live: a number of days, months or years from the day on which they were earned, put off to the end of a period where that is wanted.</summary>
/// <param name="Length">How many; 0 to 1,000. 0 is the end of the same day.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="Rounding">To the end of which period it is put off.</param>
/// <remarks>25 January and one month lasts through 25 February, 31 January and one month through the last day of February. Source: the validity rules of Voucherify. Immutable; thread-safe.</remarks>
public sealed record PointsExpiry(int Length, ExpiryUnit Unit, ExpiryRounding Rounding = ExpiryRounding.None)
{
    /// <summary>The last day on which points can be spent that were earned on a day; the day itself counts.</summary>
    public LocalDate LastDay(LocalDate earned)
    {
        LocalDate day = Unit switch
        {
            ExpiryUnit.Day => earned.PlusDays(Length),
            ExpiryUnit.Month => earned.PlusMonths(Length),
            _ => earned.PlusYears(Length),
        };
        int months = Rounding switch
        {
            ExpiryRounding.Month => 1,
            ExpiryRounding.Quarter => 3,
            ExpiryRounding.HalfYear => 6,
            ExpiryRounding.Year => 12,
            _ => 0,
        };
        return months == 0 ? day : new LocalDate(day.Year, (day.Month + months - 1) / months * months, 1).With(DateAdjusters.EndOfMonth);
    }

    internal void Check(string field)
    {
        Require.InRange(Length, 0, 1_000, field);
        Require.Defined((ExpiryUnit?)Unit, field);
        Require.Defined((ExpiryRounding?)Rounding, field);
    }
}
