namespace Crm.Sdk.Credit;

/// <summary>A financial statement as it is written.</summary>
internal sealed class StatementJson
{
    public string? Date { get; set; }

    public string? Currency { get; set; }

    public double? Reliability { get; set; }

    public string? Document { get; set; }

    public decimal? CurrentAssets { get; set; }

    public decimal? Inventory { get; set; }

    public decimal? CurrentLiabilities { get; set; }

    public decimal? TotalAssets { get; set; }

    public decimal? TotalLiabilities { get; set; }

    public decimal? RetainedEarnings { get; set; }

    public decimal? Ebit { get; set; }

    public decimal? Interest { get; set; }

    public decimal? Sales { get; set; }

    public decimal? Equity { get; set; }

    public decimal? MarketValueOfEquity { get; set; }
}
