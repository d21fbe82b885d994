namespace Crm.Sdk.Lifecycle;

/// <summary>What a run over the lifecycles of all customers did.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customers">How many customers were looked at.</param>
/// <param name="Changed">How many lifecycles were written, as new or because they follow otherwise from what is known now.</param>
/// <param name="Moved">In how many of them the customer stands in another stage than before.</param>
/// <param name="Unchanged">How many are as they were.</param>
/// <param name="Unknown">How many customers were not known yet at the instant.</param>
/// <param name="Later">How many lifecycles were kept because they are of a later instant.</param>
/// <param name="Skipped">How many customers were left as they are because a source failed on their batch.</param>
/// <param name="Failed">The names of the sources that failed.</param>
public sealed record LifecycleRunReport(long Customers, long Changed, long Moved, long Unchanged, long Unknown, long Later, long Skipped, ValueList<string> Failed);
