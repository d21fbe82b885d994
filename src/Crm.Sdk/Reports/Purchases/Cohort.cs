using NodaTime;

namespace Crm.Sdk.Reports;

/// <summary>Customers who first ordered in one month (cohort), and how many of them ordered again in the months after.</summary>
/// <param name="Month">The month of the first order.</param>
/// <param name="Active">By months since the first order: how many ordered in that month. The first figure is the size; the last is the month of the as-of day.</param>
public sealed record Cohort(YearMonth Month, ValueList<int> Active)
{
    /// <summary>How many customers it has.</summary>
    public int Size => Active.Count == 0 ? 0 : Active[0];

    /// <summary>The share of the cohort that ordered so many months after the first order, 0 to 1.</summary>
    /// <param name="months">From 0 to the last month observed.</param>
    public double Retention(int months) => (double)Active[months] / Size;
}
