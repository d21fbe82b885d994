using System.Text.Json.Serialization;

namespace Crm.Sdk.Benchmarks.Credit;

/// <summary>The input as anybody would declare it for System.Text.Json.</summary>
internal sealed record PlainInput(
    string Customer, string Currency, DateOnly AsOf, decimal? RequestedLimit, decimal? AnnualPurchases, decimal? PeerLimit, decimal? InsuredAmount, PlainEvidence[]? Evidence, PlainStatement[]? Statements, PlainCollateral[]? Collateral);

/// <summary>Evidence.</summary>
internal sealed record PlainEvidence(string Indicator, double Value, DateOnly Date, string Source, double? Reliability);

/// <summary>A statement.</summary>
internal sealed record PlainStatement(
    DateOnly Date, double? Reliability, decimal? CurrentAssets, decimal? Inventory, decimal? CurrentLiabilities, decimal? TotalAssets, decimal? TotalLiabilities, decimal? RetainedEarnings, decimal? Ebit, decimal? Interest,
    decimal? Sales, decimal? Equity, decimal? MarketValueOfEquity);

/// <summary>Collateral.</summary>
internal sealed record PlainCollateral(string Type, decimal Value);

/// <summary>Source-generated, as fast as System.Text.Json is.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainInput))]
internal sealed partial class PlainContext : JsonSerializerContext;
