namespace Crm.Sdk.Credit;

/// <summary>One assessment's input as it is written.</summary>
internal sealed class InformationJson
{
    public string? Customer { get; set; }

    public string? Currency { get; set; }

    public string? AsOf { get; set; }

    public decimal? RequestedLimit { get; set; }

    public decimal? AnnualPurchases { get; set; }

    public decimal? PeerLimit { get; set; }

    public decimal? InsuredAmount { get; set; }

    public string? SecuredOn { get; set; }

    public CollateralJson?[]? Collateral { get; set; }

    public EvidenceJson?[]? Evidence { get; set; }

    public StatementJson?[]? Statements { get; set; }

    public IndicatorJson?[]? Indicators { get; set; }

    public GapJson?[]? Gaps { get; set; }
}
