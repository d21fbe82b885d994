using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>What a run did.</summary>
/// <param name="Run">The run, as it is stored.</param>
/// <param name="Dimensions">How many customers have each label, by dimension.</param>
/// <param name="Problems">Rules that were stopped or failed for some customers, one sentence each; their labels stay as they were.</param>
/// <param name="UnknownAmounts">How many orders have an unknown amount because an exchange rate is missing.</param>
/// <param name="Steps">How long each step took.</param>
/// <param name="Incremental">Whether it went on from an earlier run of this process, and read only the customers that changed.</param>
public sealed record ClassificationReport(
    ClassificationRun Run,
    ValueList<DimensionCount> Dimensions,
    ValueList<string> Problems,
    long UnknownAmounts,
    ClassificationTimes Steps,
    bool Incremental)
{
    /// <summary>How long reading the store took: orders, columns and labels.</summary>
    public Duration Reading => Steps.ReadOrders + Steps.BuildColumns + Steps.ReadLabels;

    /// <summary>How long facts and rules took.</summary>
    public Duration Deciding => Steps.Facts + Steps.Learn + Steps.Rules;

    /// <summary>How long writing the labels took.</summary>
    public Duration Writing => Steps.WriteLabels + Steps.MakeCurrent;
}
