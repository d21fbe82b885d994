using System.Text.Json.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>For whom a rule or an exclusion is meant: one customer, the customers with a label, the orders of a channel, or all. What is stated must all be so.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditRuleTarget
{
    /// <summary>Everybody.</summary>
    public static CreditRuleTarget All { get; } = new();

    /// <summary>The customer.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>A label of the customer as <c>DIMENSION=LABEL</c>, such as <c>account-tier=vip</c>.</summary>
    public string? Label { get; init; }

    /// <summary>The order's sales channel.</summary>
    public string? Channel { get; init; }

    /// <summary>How specific it is: 3 with a customer, 2 with a label, 1 with a channel, 0 for all.</summary>
    [JsonIgnore]
    public int Level => Customer is not null ? 3 : Label is not null ? 2 : Channel is not null ? 1 : 0;

    /// <summary>Whether it is meant for an order.</summary>
    /// <param name="input">What is known of the order.</param>
    public bool Matches(CreditCheckInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (Customer is null || Customer == input.Customer) && (Label is null || input.Labels.Contains(Label)) && (Channel is null || Channel == input.Channel);
    }
}
