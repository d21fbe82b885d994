namespace Crm.Sdk.Care;

/// <summary>To whom a care plan's tasks go instead of the customer's owner: fairly to the members of a team, as return visits do, 回访 (CA-4).</summary>
/// <remarks>
/// Each task goes to the member with the fewest open tasks, of those the one whose key comes first; on the first workday from the day of care on, on which that member has fewer than <see cref="PerDay"/>. Whoever served the customer is
/// never among them: nobody visits to be rated. Immutable and thread-safe.
/// </remarks>
/// <param name="Team">The team's name, as employees have it.</param>
public sealed record CareAssignment(string Team)
{
    /// <summary>How many open tasks a member takes on a day, 1 to 100; 5 by default.</summary>
    public int PerDay { get; init; } = 5;

    /// <summary>The code of the survey that is asked on the visit; null where none is.</summary>
    public string? Survey { get; init; }
}
