namespace Crm.Sdk.Value;

/// <summary>What earns the full 10 points of an indicator's evidence; half of it earns 5, none 0.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record IndicatorOptions
{
    /// <summary>Days with a purchase in the last 12 months; 12 by default.</summary>
    public double PurchaseDays { get; init; } = 12;

    /// <summary>Contacts in the last 12 months that the customer began, complaints aside; 12 by default.</summary>
    public double OwnContacts { get; init; } = 12;

    /// <summary>Over how many days up to the as-of instant invoices are looked at, 1 to <see cref="Receivables.PaymentBehaviourReader.MaxWindow"/>; 365 by default.</summary>
    public int PaymentDays { get; init; } = 365;

    /// <summary>Growth in per cent a year; 20 by default. No growth earns 5 points, a fall by as much 0.</summary>
    public double Growth { get; init; } = 20;

    /// <summary>Customers that it referred; 5 by default.</summary>
    public double Referrals { get; init; } = 5;

    /// <summary>Other relations to customers; 10 by default.</summary>
    public double Relations { get; init; } = 10;
}
