namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 7.</summary>
public sealed class EighthRule() : LimitRule(7);
