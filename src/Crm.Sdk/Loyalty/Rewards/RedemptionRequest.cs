namespace Crm.Sdk.Loyalty;

/// <summary>Which reward a member wants.</summary>
/// <param name="Key">The key, once for ever within the tenant, such as the order and what is redeemed for it.</param>
/// <param name="Customer">The member.</param>
/// <param name="Reward">The reward's code.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record RedemptionRequest(string Key, CustomerId Customer, string Reward)
{
    /// <summary>Of money off, and needed there: how many points are offered at most.</summary>
    public long? Points { get; init; }

    /// <summary>Of money off, and needed there: the total that something is taken off. Leave out what was paid otherwise.</summary>
    public Money? Total { get; init; }

    /// <summary>What it is for, such as an order's number.</summary>
    public string? Reference { get; init; }
}
