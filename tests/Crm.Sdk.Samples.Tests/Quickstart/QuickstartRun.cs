namespace Crm.Sdk.Samples.Tests.Quickstart;

/// <summary>What one run of the quickstart said and how it ended.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record QuickstartRun(int Exit, string Output, string Error);
