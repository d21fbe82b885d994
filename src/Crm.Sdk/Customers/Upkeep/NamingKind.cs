using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>A kind of records that keeps customers from being purged, since it names them.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Customers">How many customers it was the first to be found with.</param>
public sealed record NamingKind(RecordKind Kind, long Customers);
