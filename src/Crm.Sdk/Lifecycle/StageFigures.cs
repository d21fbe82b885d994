namespace Crm.Sdk.Lifecycle;

/// <summary>The figures of one stage between two instants.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Stage">The stage.</param>
/// <param name="Phase">The phase of the relationship that it belongs to; null where nobody was ever in it.</param>
/// <param name="AtFirst">How many customers were in it at the first instant.</param>
/// <param name="AtLast">How many are in it at the last one.</param>
/// <param name="Entered">How often it was entered after the first instant, up to the last one.</param>
/// <param name="Reached">How many customers were in it at any time up to the last instant.</param>
/// <param name="Stays">How many stays in it began up to the last instant.</param>
/// <param name="Ongoing">How many of them go on at the last instant: how long they will be is not known (censored).</param>
/// <param name="MedianDays">After how many days half of the stays are over, by the Kaplan–Meier estimate, which takes ongoing ones into account; null where more than half of them last longer than was seen.</param>
public sealed record StageFigures(string Stage, string? Phase, long AtFirst, long AtLast, long Entered, long Reached, long Stays, long Ongoing, int? MedianDays);
