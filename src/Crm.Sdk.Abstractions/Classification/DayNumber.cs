using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>Dates as whole days since 1970-01-01, the form that columns hold.</summary>
internal static class DayNumber
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public static int Of(LocalDate date) => Period.DaysBetween(Epoch, date);

    public static LocalDate ToDate(int days) => Epoch.PlusDays(days);
}
