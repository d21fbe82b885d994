namespace Crm.Sdk.Classification;

/// <summary>What classification needs to know of the tenant.</summary>
public sealed class ClassifierSettings
{
    /// <summary>The reporting currency's ISO 4217 code: facts and thresholds are in it. Where null, it is the currency of the orders when they all have one.</summary>
    public string? ReportingCurrency { get; set; }

    /// <summary>The dimensions in which a changed label raises an event for its customer (<see cref="ClassificationEvents.LabelChanged"/>); none by default, since nobody may listen.</summary>
    public ISet<string> FollowedDimensions { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// How much memory columns and answers may take between runs, all tenants together, in MiB: from 0, for keeping nothing, on; 1,024 by default. A run that finds them computes only what changed;
    /// 1,000,000 customers with 10,000,000 orders take about 600.
    /// </summary>
    public int KeepMebibytes { get; set; } = 1_024;
}
