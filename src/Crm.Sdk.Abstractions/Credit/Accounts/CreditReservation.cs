using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>What an approved or released order takes up of its customer's credit, 额度占用, until it is invoiced or cancelled (CR-5). There is one an order.</summary>
/// <remarks>How much of it is still open is not stored: it follows from the order and its invoices. Immutable; thread-safe.</remarks>
public sealed record CreditReservation
{
    /// <summary>The greatest length of a reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The reservation's id.</summary>
    public required CreditReservationId Id { get; init; }

    /// <summary>The order; unique within the tenant.</summary>
    public required OrderId Order { get; init; }

    /// <summary>Whose credit it takes up.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The order's gross amount when it was approved, in its currency; 0 or more.</summary>
    public required Money Amount { get; init; }

    /// <summary>The decision that reserved.</summary>
    public required CreditDecisionId Decision { get; init; }

    /// <summary>Who released the order where it was held; null where the rules approved it.</summary>
    public string? ReleasedBy { get; init; }

    /// <summary>Why it was released.</summary>
    public string? ReleaseReason { get; init; }

    /// <summary>The last day on which the release holds; null where it holds until the amount grows.</summary>
    public LocalDate? ReleasedUntil { get; init; }

    /// <summary>When what is left of it was given up, whole microseconds; null while it stands.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Why what is left was given up.</summary>
    public string? CloseReason { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        Require.NotNegative(Amount, "credit-reservation.amount");
        Require.NotEmpty(ReleasedBy, "credit-reservation.released-by");
        Require.That(ReleasedBy is null == ReleaseReason is null, "credit-reservation.release-reason", "a release has a person and a reason, or there is none");
        Require.That(ReleasedBy is not null || ReleasedUntil is null, "credit-reservation.released-until", "it was not released");
        Require.NotEmpty(ReleaseReason, "credit-reservation.release-reason");
        Require.NotEmpty(CloseReason, "credit-reservation.close-reason");
        Require.That(ClosedAt is null == CloseReason is null, "credit-reservation.close-reason", "what is closed has a reason, what is open has none");
    }
}
