namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What a chunk of a data step answers.</summary>
/// <param name="Cursor">Where the next chunk begins, in the step's own words; null where the step is done.</param>
/// <param name="Records">How many records the chunk went through.</param>
public readonly record struct DataStepProgress(string? Cursor, int Records);
