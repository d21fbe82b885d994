namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 9.</summary>
public sealed class TenthRule() : LimitRule(9);
