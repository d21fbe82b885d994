namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>What a reader saw: proof that both read every value.</summary>
internal readonly record struct ScanTotals(long Customers, long Orders, long Checksum);
