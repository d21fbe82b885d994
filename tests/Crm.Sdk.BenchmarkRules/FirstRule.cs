namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 0.</summary>
public sealed class FirstRule() : LimitRule(0);
