namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 5.</summary>
public sealed class SixthRule() : LimitRule(5);
