namespace Crm.Sdk.Care;

/// <summary>The task of a care plan, for the customer's owner or a member of a team: a call, a visit, a gift.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">The type, of <see cref="Tasks.TaskTypes"/> or another code.</param>
/// <param name="Title">The title.</param>
public sealed record CareTask(string Type, string Title)
{
    /// <summary>What it will cost, booked as invested in the customer when it is done; null where nothing.</summary>
    public Money? Cost { get; init; }

    /// <summary>Notes for who does it.</summary>
    public string? Notes { get; init; }

    /// <summary>To whom of a team it goes, for return visits; to the customer's owner where null.</summary>
    public CareAssignment? Assign { get; init; }

    /// <summary>In how many days from the occasion's planning on it is due, 0 to 60; 0 by default.</summary>
    public int DueDays { get; init; }
}
