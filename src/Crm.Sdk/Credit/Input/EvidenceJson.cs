namespace Crm.Sdk.Credit;

/// <summary>Evidence as it is written.</summary>
internal sealed record EvidenceJson
{
    public string? Indicator { get; init; }

    public double? Value { get; init; }

    public string? Date { get; init; }

    public string? Source { get; init; }

    public double? Reliability { get; init; }

    public string? Investigation { get; init; }

    public string? Investigator { get; init; }

    public string? Document { get; init; }
}
