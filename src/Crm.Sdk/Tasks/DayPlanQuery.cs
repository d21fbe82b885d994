using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Whose plan of which day.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Owner">The key of the employee.</param>
/// <param name="Date">The day.</param>
/// <param name="Zone">The zone in which the day is counted.</param>
public sealed record DayPlanQuery(string Owner, LocalDate Date, DateTimeZone Zone)
{
    /// <summary>Where the last page ended; null for the first.</summary>
    public PlanEntry? After { get; init; }

    /// <summary>The greatest number of entries, 1 to 1,000; 200 by default.</summary>
    public int Take { get; init; } = 200;
}
