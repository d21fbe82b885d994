using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a member loses by a day unless something is done: a trigger for care.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LoyaltyNotice
{
    /// <summary>The member.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>What is lost.</summary>
    public required LoyaltyNoticeType Type { get; init; }

    /// <summary>The last day on which the member has it: of points their last day, of a tier the last day of its grace.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>The wallet whose points lapse.</summary>
    public string? Wallet { get; init; }

    /// <summary>How many points lapse.</summary>
    public long? Points { get; init; }

    /// <summary>The tier that is lost.</summary>
    public string? Tier { get; init; }

    /// <summary>The tier after it.</summary>
    public string? Next { get; init; }

    /// <summary>How much is missing to keep the tier: points, minor units of the ladder's currency, orders or years.</summary>
    public long? Missing { get; init; }
}
