namespace Crm.Sdk.Classification;

/// <summary>What the commits between two moments changed.</summary>
/// <param name="Customers">The customers who are to be read again: something else than a new order happened to them.</param>
/// <param name="Orders">The orders that were added, those of these customers among them.</param>
internal sealed record WatchedChanges(IReadOnlyCollection<CustomerId> Customers, IReadOnlyList<AddedOrder> Orders);
