namespace Crm.Sdk.Credit;

/// <summary>Collateral as it is written.</summary>
internal sealed class CollateralJson
{
    public string? Type { get; set; }

    public decimal? Value { get; set; }
}
