namespace Crm.Sdk.Credit;

/// <summary>One assessment's input as it is written.</summary>
internal sealed record InformationJson
{
    public string? Customer { get; init; }

    public string? Currency { get; init; }

    public string? AsOf { get; init; }

    public decimal? RequestedLimit { get; init; }

    public decimal? AnnualPurchases { get; init; }

    public decimal? PeerLimit { get; init; }

    public decimal? InsuredAmount { get; init; }

    public string? SecuredOn { get; init; }

    public CollateralJson?[]? Collateral { get; init; }

    public EvidenceJson?[]? Evidence { get; init; }

    public StatementJson?[]? Statements { get; init; }
}
