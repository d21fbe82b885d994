namespace Crm.Sdk.Storage;

/// <summary>What a copy of a store did. It was compared with the source and is the same.</summary>
/// <param name="Tenants">How many tenants there are.</param>
/// <param name="Copied">The records written by this call.</param>
/// <param name="Unchanged">The records that an interrupted call before had written.</param>
public sealed record StoreCopyReport(int Tenants, long Copied, long Unchanged);
