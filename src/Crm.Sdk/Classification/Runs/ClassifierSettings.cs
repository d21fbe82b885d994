namespace Crm.Sdk.Classification;

/// <summary>What classification needs to know of the tenant.</summary>
public sealed class ClassifierSettings
{
    /// <summary>The reporting currency's ISO 4217 code: facts and thresholds are in it. Where null, it is the currency of the orders when they all have one.</summary>
    public string? ReportingCurrency { get; set; }
}
