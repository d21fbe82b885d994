namespace Crm.Sdk.Care;

/// <summary>What a run or a preview of plans came to.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Planned">How many messages and tasks are planned.</param>
/// <param name="Skipped">How many customers or occasions were left out, by the reason's code, the most first.</param>
public sealed record CareReport(long Planned, ValueList<CareSkips> Skipped);
