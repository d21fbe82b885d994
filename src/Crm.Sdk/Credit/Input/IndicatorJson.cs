namespace Crm.Sdk.Credit;

/// <summary>An indicator beside those of the model as it is written.</summary>
internal sealed class IndicatorJson
{
    public string? Criterion { get; set; }

    public string? Code { get; set; }

    public double? Weight { get; set; }

    public string? Direction { get; set; }

    public CurvePointJson?[]? Curve { get; set; }

    public double? Prior { get; set; }

    public int? HalfLifeDays { get; set; }
}
