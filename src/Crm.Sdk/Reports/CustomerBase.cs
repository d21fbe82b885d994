using Crm.Sdk.Transactions;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Reports;

/// <summary>What is known of a customer base as a whole at an as-of instant: what <see cref="CustomerBaseReport"/> shows.</summary>
/// <param name="Purchases">What it bought.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CustomerBase(PurchaseSummary Purchases)
{
    /// <summary>The customers by recency and frequency; a pair of scores that nobody has may be left out.</summary>
    public ValueList<RfmCell> Rfm { get; init; } = [];

    /// <summary>The customers by label, dimension by dimension, in the order of the report.</summary>
    public ValueList<DimensionComposition> Dimensions { get; init; } = [];

    /// <summary>How its profit is spread over customers, in the currency of <see cref="Purchases"/>; null where it was not read.</summary>
    public ProfitConcentration? Profit { get; init; }

    /// <summary>Its transactions, divided; null where they were not analysed.</summary>
    public TransactionAnalysis? Transactions { get; init; }

    /// <summary>A value model held against the purchases after its calibration; null where there is none.</summary>
    public ModelValidation? Tracking { get; init; }

    /// <summary>The instant for which the labels were given; null where it is not known or there are none.</summary>
    public Instant? LabelsAsOf { get; init; }
}
