namespace Crm.Sdk.Loyalty;

/// <summary>How measures of loyalty are taken from what customers did. <c>docs/loyalty-measured.md</c> has the formulas.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record BehaviourMeasureOptions
{
    /// <summary>The length of a period of repeat buying in days, 1 to 3,650; 90 by default. Shorter than customers need a product again, all of them look disloyal.</summary>
    public int PeriodDays { get; init; } = 90;

    /// <summary>How many periods are looked at, 2 to 100; 8 by default. What happened before them does not count.</summary>
    public int Periods { get; init; } = 8;

    /// <summary>The least number of orders that price sensitivity and extras are told by, 1 or more; 3 by default.</summary>
    public int LeastOrders { get; init; } = 3;

    /// <summary>The share of discounts and gifts in what was bought, before discount, that counts as full extras; above 0 and at most 1, 0.2 by default.</summary>
    public double FullExtras { get; init; } = 0.2;

    /// <summary>Within how many days a need has to be met, and a customer to buy again after a complaint, 1 to 3,650; 90 by default.</summary>
    public int AnswerDays { get; init; } = 90;

    /// <summary>The days from need to order that count as half of the way to endless, 1 to 3,650; 30 by default.</summary>
    public int HalfChoiceDays { get; init; } = 30;

    /// <summary>The contacts of a year, begun by the customer, that count as full attention; above 0, 12 by default.</summary>
    public double FullContacts { get; init; } = 12;

    /// <summary>The different products that count as full attention; above 0, 5 by default.</summary>
    public double FullProducts { get; init; } = 5;

    internal int WindowDays => PeriodDays * Periods;

    internal void Check()
    {
        Require.InRange(PeriodDays, 1, 3_650, "behaviour.period-days");
        Require.InRange(Periods, 2, 100, "behaviour.periods");
        Require.InRange(LeastOrders, 1, int.MaxValue, "behaviour.least-orders");
        Require.InRange(AnswerDays, 1, 3_650, "behaviour.answer-days");
        Require.InRange(HalfChoiceDays, 1, 3_650, "behaviour.half-choice-days");
        Require.That(FullExtras is > 0 and <= 1, "behaviour.full-extras", $"{FullExtras} is not above 0 and at most 1");
        Require.That(FullContacts > 0 && FullProducts > 0, "behaviour.full-contacts, full-products", "they are above 0");
    }
}
