namespace Crm.Sdk.Credit;

/// <summary>Information that was not given as it is written.</summary>
internal sealed class GapJson
{
    public string? Source { get; set; }

    public string? Detail { get; set; }

    public string[]? Indicators { get; set; }
}
