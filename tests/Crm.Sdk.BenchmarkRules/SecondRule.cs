namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 1.</summary>
public sealed class SecondRule() : LimitRule(1);
