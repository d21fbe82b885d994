namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 2.</summary>
public sealed class ThirdRule() : LimitRule(2);
