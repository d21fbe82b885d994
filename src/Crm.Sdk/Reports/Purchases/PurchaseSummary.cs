namespace Crm.Sdk.Reports;

/// <summary>What a customer base bought up to an as-of instant: sums, months, cohorts, concentration. Made by <see cref="PurchaseSummaryBuilder"/>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PurchaseSummary
{
    internal PurchaseSummary(AsOf asOf, Money revenue, Concentration concentration)
    {
        AsOf = asOf;
        Revenue = revenue;
        Concentration = concentration;
    }

    /// <summary>The instant that the answer is for, and the zone of its months.</summary>
    public AsOf AsOf { get; }

    /// <summary>How many customers have ordered.</summary>
    public int Customers { get; internal init; }

    /// <summary>How many of them have more than one order.</summary>
    public int RepeatCustomers { get; internal init; }

    /// <summary>How many orders there are; returns are not orders.</summary>
    public int Orders { get; internal init; }

    /// <summary>How many orders and returns have no amount in the reporting currency, because a rate is missing. They count as orders with amount 0.</summary>
    public int AmountsUnknown { get; internal init; }

    /// <summary>The net amount of all orders less returns, in the reporting currency.</summary>
    public Money Revenue { get; }

    /// <summary>Every month from the first order to the last event, those without sales included.</summary>
    public ValueList<MonthlySales> Months { get; internal init; } = [];

    /// <summary>The customers by month of the first order, those months only that have any.</summary>
    public ValueList<Cohort> Cohorts { get; internal init; } = [];

    /// <summary>How unevenly revenue is spread.</summary>
    public Concentration Concentration { get; }
}
