namespace Crm.Sdk.Reports;

/// <summary>What a term of a report means.</summary>
/// <param name="Term">The term, as the report uses it.</param>
/// <param name="Meaning">What it means and how it was computed.</param>
public sealed record ReportDefinition(string Term, string Meaning);
