using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>That a customer takes part in a loyalty programme, 会员资格 (LO-1, LO-2).</summary>
/// <remarks>One for each customer and programme; who comes back after leaving is enrolled anew in the same record. Immutable; thread-safe.</remarks>
public sealed record LoyaltyMembership
{
    /// <summary>The greatest length of a number, in UTF-16 units.</summary>
    public const int MaxNumberLength = 64;

    /// <summary>Its id; it follows from the programme and the customer.</summary>
    public required LoyaltyMembershipId Id { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>From when on, whole microseconds.</summary>
    public required Instant JoinedAt { get; init; }

    /// <summary>Until when, not counted, whole microseconds; null while it lasts.</summary>
    public Instant? LeftAt { get; init; }

    /// <summary>The number on the member's card; unique within the programme.</summary>
    public string? Number { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A membership of a customer from an instant on.</summary>
    public static LoyaltyMembership Of(string programme, CustomerId customer, Instant joinedAt) =>
        new() { Id = LoyaltyMembershipId.Of(programme, customer), Customer = customer, Programme = programme, JoinedAt = joinedAt.FloorToMicrosecond() };

    internal void Check()
    {
        Require.NotEmpty(Number, "loyalty-membership.number");
        Require.InOrder(JoinedAt, LeftAt, "loyalty-membership.left-at");
    }
}
