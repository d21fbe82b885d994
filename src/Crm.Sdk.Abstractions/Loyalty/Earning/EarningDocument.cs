using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a member earns for: an order as it was placed, or an event.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningDocument
{
    /// <summary>Its kind.</summary>
    public required EarningSource Source { get; init; }

    /// <summary>Its id, unique among those of its kind: of an order or interaction the record's; of a birthday and an enrolment one that follows from the member and the year.</summary>
    public required RecordId Id { get; init; }

    /// <summary>When it happened, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>Its day in the programme's zone.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>What kind of event it is, of <see cref="EarningEvents"/> or the type of the interaction; null for an order.</summary>
    public string? Event { get; init; }

    /// <summary>What people call it by, such as an order's number.</summary>
    public string? Reference { get; init; }

    /// <summary>The currency of an order; null for an event.</summary>
    public Currency? Currency { get; init; }

    /// <summary>The lines of an order, in its order.</summary>
    public ValueList<EarningLine> Lines { get; init; }

    /// <summary>The sales channel of an order, or the channel of an interaction.</summary>
    public string? Channel { get; init; }

    /// <summary>The region in which an order was placed.</summary>
    public string? Region { get; init; }
}
