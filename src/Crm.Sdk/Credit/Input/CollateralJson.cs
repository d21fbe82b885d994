namespace Crm.Sdk.Credit;

/// <summary>Collateral as it is written.</summary>
internal sealed record CollateralJson
{
    public string? Type { get; init; }

    public decimal? Value { get; init; }
}
