using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>What a plan does for one customer on one occasion, or why it does nothing: one line of a preview (CA-7).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Plan">The plan's name.</param>
/// <param name="Customer">The customer.</param>
/// <param name="CustomerKey">The customer's external key, or null.</param>
public sealed record CareLine(string Plan, CustomerId Customer, string? CustomerKey)
{
    /// <summary>The occasion; null where there is none.</summary>
    public CareOccasion? Occasion { get; init; }

    /// <summary>Why nothing is done; null where something is.</summary>
    public Reason? LeftOut { get; init; }

    /// <summary>The channel of the message; null where there is none.</summary>
    public string? Channel { get; init; }

    /// <summary>The message; null where a task is made or nothing is done.</summary>
    public RenderedMessage? Message { get; init; }

    /// <summary>From when on the message goes out, or the day on which the task is due.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>Whether something is done.</summary>
    public bool IsPlanned => LeftOut is null;
}
