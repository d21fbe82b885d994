namespace Crm.Sdk.Tasks;

/// <summary>One page of what a person has on a day, 日程.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Entries">Appointments by time, then what is overdue, then what is due, both by priority.</param>
/// <param name="Overlaps">Which appointments of this page start before an earlier one ends.</param>
/// <param name="Next">The last entry, behind which the next page starts; null where this is the last page.</param>
public sealed record DayPlan(IReadOnlyList<PlanEntry> Entries, IReadOnlyList<PlanOverlap> Overlaps, PlanEntry? Next);
