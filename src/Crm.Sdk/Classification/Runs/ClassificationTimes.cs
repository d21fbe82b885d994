using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>How long the steps of a run took.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ClassificationTimes
{
    /// <summary>Reading customers and orders from the store, into rows of the columns.</summary>
    public Duration ReadOrders { get; init; }

    /// <summary>Sorting the orders by customer and instant.</summary>
    public Duration BuildColumns { get; init; }

    /// <summary>Reading the labels that stand in the store, with which the answers are compared.</summary>
    public Duration ReadLabels { get; init; }

    /// <summary>Computing facts.</summary>
    public Duration Facts { get; init; }

    /// <summary>Learning cut points of the population and applying them.</summary>
    public Duration Learn { get; init; }

    /// <summary>Asking the rules.</summary>
    public Duration Rules { get; init; }

    /// <summary>Writing the labels that changed.</summary>
    public Duration WriteLabels { get; init; }

    /// <summary>Making them current.</summary>
    public Duration MakeCurrent { get; init; }
}
