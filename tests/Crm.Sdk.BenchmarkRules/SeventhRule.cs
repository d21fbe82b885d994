namespace Crm.Sdk.BenchmarkRules;

/// <summary>The rule with the number 6.</summary>
public sealed class SeventhRule() : LimitRule(6);
