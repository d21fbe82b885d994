namespace Crm.Sdk.Credit;

/// <summary>Evidence as it is written.</summary>
internal sealed class EvidenceJson
{
    public string? Indicator { get; set; }

    public double? Value { get; set; }

    public string? Date { get; set; }

    public string? Source { get; set; }

    public double? Reliability { get; set; }

    public string? Investigation { get; set; }

    public string? Investigator { get; set; }

    public string? Document { get; set; }
}
