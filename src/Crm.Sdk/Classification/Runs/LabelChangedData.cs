namespace Crm.Sdk.Classification;

/// <summary>What an event of a changed label says.</summary>
/// <param name="Number">The run's number.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="From">The label before.</param>
/// <param name="To">The label now; null where there is none any more.</param>
internal sealed record LabelChangedData(long Number, string Dimension, string From, string? To);
