namespace Crm.Sdk.Classification;

/// <summary>What a built-in fact takes from the customer's orders and returns in a window.</summary>
/// <remarks>A return is an event of its own, with a negative amount, at the instant it happened. "Orders" below are never returns.</remarks>
public enum OrderMeasure
{
    /// <summary>The number of orders; 0 without any. <see cref="int"/>, always defined.</summary>
    Orders,

    /// <summary>The number of returns; 0 without any. <see cref="int"/>, always defined.</summary>
    Returns,

    /// <summary>The number of local days with an order; 0 without any. <see cref="int"/>, always defined.</summary>
    PurchaseDays,

    /// <summary>The number of orders; undefined without any. <see cref="int"/>. The F of RFM.</summary>
    Frequency,

    /// <summary>Local days from the last order to the as-of date; undefined without an order. <see cref="int"/>. The R of RFM.</summary>
    DaysSinceLastOrder,

    /// <summary>Local days from the first order to the as-of date; undefined without an order. <see cref="int"/>.</summary>
    DaysSinceFirstOrder,

    /// <summary>The sum of the net amounts of orders and returns; 0 without any. <see cref="Money"/>.</summary>
    NetSpend,

    /// <summary>The sum of the net amounts of orders and returns; undefined without an order. <see cref="Money"/>. The M of RFM.</summary>
    Monetary,

    /// <summary>The mean net amount of an order, returns left out, rounded half away from zero to the minor unit; undefined without an order. <see cref="Money"/>.</summary>
    AverageOrder,

    /// <summary>The greatest net amount of an order; undefined without an order. <see cref="Money"/>.</summary>
    MaxOrder,

    /// <summary>The net amount of the last order; undefined without an order. <see cref="Money"/>.</summary>
    LastOrderAmount,

    /// <summary>The local date of the first order; undefined without an order. <see cref="NodaTime.LocalDate"/>.</summary>
    FirstOrderDate,

    /// <summary>The local date of the last order; undefined without an order. <see cref="NodaTime.LocalDate"/>.</summary>
    LastOrderDate,

    /// <summary>
    /// The median of the days between one local day with orders and the next; the mean of the middle two where their number is even; undefined with fewer than two
    /// such days. <see cref="double"/>.
    /// </summary>
    UsualIntervalDays,
}
