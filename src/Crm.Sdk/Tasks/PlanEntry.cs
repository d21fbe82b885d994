using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>One line of a day plan.</summary>
/// <remarks>Entries compare in the order of the plan: section, then the moment of appointments, or priority and moment of the others, then id. Immutable and thread-safe.</remarks>
/// <param name="Task">The open task or appointment.</param>
/// <param name="Section">The part of the plan.</param>
/// <param name="At">When it starts, or by when it is due: the end of the day where it is due on a day.</param>
public sealed record PlanEntry(CrmTask Task, PlanSection Section, Instant At) : IComparable<PlanEntry>
{
    /// <inheritdoc/>
    public int CompareTo(PlanEntry? other) => other is null ? 1 : Key.CompareTo(other.Key);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(PlanEntry left, PlanEntry right) => Comparer<PlanEntry>.Default.Compare(left, right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(PlanEntry left, PlanEntry right) => Comparer<PlanEntry>.Default.Compare(left, right) > 0;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> or is at its place.</summary>
    public static bool operator <=(PlanEntry left, PlanEntry right) => Comparer<PlanEntry>.Default.Compare(left, right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> or is at its place.</summary>
    public static bool operator >=(PlanEntry left, PlanEntry right) => Comparer<PlanEntry>.Default.Compare(left, right) >= 0;

    private (PlanSection, int, Instant, TaskId) Key => (Section, Section == PlanSection.Appointment ? 0 : Task.Priority ?? 10, At, Task.Id);
}
