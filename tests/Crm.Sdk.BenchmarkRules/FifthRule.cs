namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 4.</summary>
public sealed class FifthRule() : LimitRule(4);
