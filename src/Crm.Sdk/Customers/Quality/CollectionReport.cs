namespace Crm.Sdk.Customers;

/// <summary>What a collection plan came to.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customers">How many customers were looked at.</param>
/// <param name="WithGaps">Of how many there is something to ask.</param>
/// <param name="AlreadyAsked">How many of those have a task of this plan, or an open one of its type.</param>
/// <param name="WithoutOwner">How many of those nobody is there to ask.</param>
/// <param name="Waiting">How many of those find no place in the days of their owner.</param>
/// <param name="Tasks">The tasks, by owner, day and place; as many as owners have places for.</param>
public sealed record CollectionReport(long Customers, long WithGaps, long AlreadyAsked, long WithoutOwner, long Waiting, ValueList<PlannedTask> Tasks);
