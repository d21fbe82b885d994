using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>What a run did.</summary>
/// <param name="Run">The run, as it is stored.</param>
/// <param name="Dimensions">How many customers have each label, by dimension.</param>
/// <param name="Problems">Rules that were stopped or failed for some customers, one sentence each; their labels stay as they were.</param>
/// <param name="UnknownAmounts">How many orders have an unknown amount because an exchange rate is missing.</param>
/// <param name="Reading">How long reading the store took.</param>
/// <param name="Deciding">How long facts and rules took.</param>
/// <param name="Writing">How long writing the labels took.</param>
public sealed record ClassificationReport(
    ClassificationRun Run,
    ValueList<DimensionCount> Dimensions,
    ValueList<string> Problems,
    long UnknownAmounts,
    Duration Reading,
    Duration Deciding,
    Duration Writing);
