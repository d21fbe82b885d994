namespace Crm.Sdk.Credit;

/// <summary>A point of a score curve as it is written.</summary>
internal sealed class CurvePointJson
{
    public double? Value { get; set; }

    public double? Score { get; set; }
}
