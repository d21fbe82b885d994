namespace Crm.Sdk.Customers;

/// <summary>What a purge of the recycle bin removed, or would remove, and what it left there.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Customers">How many customers of the bin were looked at: those of the rule's kind and condition.</param>
/// <param name="Purged">How many of them are gone for good.</param>
/// <param name="Younger">How many have not been there for long enough.</param>
/// <param name="Merged">How many stay because a merge that others could still undo names them.</param>
/// <param name="Named">How many stay because other records name them.</param>
/// <param name="NamedBy">Which records these are: of each kind, how many customers it keeps, each counted once.</param>
public sealed record PurgeReport(bool DryRun, long Customers, long Purged, long Younger, long Merged, long Named, ValueList<NamingKind> NamedBy);
