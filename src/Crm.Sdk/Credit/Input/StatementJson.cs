namespace Crm.Sdk.Credit;

/// <summary>A financial statement as it is written.</summary>
internal sealed record StatementJson
{
    public string? Date { get; init; }

    public string? Currency { get; init; }

    public double? Reliability { get; init; }

    public string? Document { get; init; }

    public decimal? CurrentAssets { get; init; }

    public decimal? Inventory { get; init; }

    public decimal? CurrentLiabilities { get; init; }

    public decimal? TotalAssets { get; init; }

    public decimal? TotalLiabilities { get; init; }

    public decimal? RetainedEarnings { get; init; }

    public decimal? Ebit { get; init; }

    public decimal? Interest { get; init; }

    public decimal? Sales { get; init; }

    public decimal? Equity { get; init; }

    public decimal? MarketValueOfEquity { get; init; }
}
