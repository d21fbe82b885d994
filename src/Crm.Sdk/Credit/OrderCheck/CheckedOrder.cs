namespace Crm.Sdk.Credit;

/// <summary>What a check of an order found: advice, or a decision that the commit stores.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Input">All that the rules were told.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Answer">The answer.</param>
public sealed record CheckedOrder(CreditCheckInput Input, CreditRuleSet Rules, CreditCheckAnswer Answer)
{
    /// <summary>The decision in the session; null for advice.</summary>
    public CreditDecision? Decision { get; init; }

    /// <summary>What was reserved in the session; null where nothing was.</summary>
    public CreditReservation? Reservation { get; init; }
}
