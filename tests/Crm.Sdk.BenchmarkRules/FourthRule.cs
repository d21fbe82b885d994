namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 3.</summary>
public sealed class FourthRule() : LimitRule(3);
