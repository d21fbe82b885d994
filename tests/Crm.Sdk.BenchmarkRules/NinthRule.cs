namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 8.</summary>
public sealed class NinthRule() : LimitRule(8);
