namespace Crm.Sdk.Storage;

/// <summary>How far a migration has come.</summary>
/// <param name="Step">The step at work, as <see cref="StoreStatus.Pending"/> listed it.</param>
/// <param name="Number">The step's number, from 1.</param>
/// <param name="Steps">How many steps there are.</param>
/// <param name="Records">The records that the step has gone through so far, in all its runs; 0 where it counts none.</param>
public sealed record MigrationProgress(string Step, int Number, int Steps, long Records);
