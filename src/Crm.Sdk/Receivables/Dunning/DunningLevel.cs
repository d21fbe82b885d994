using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>A level of dunning, 催收级别: from when on, for how much, and what is done. No fee is charged.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="DaysAfterDue">From how many days after the due day on, 1 to 3,660; more than the level before.</param>
/// <param name="Action">What is done, a code of <see cref="DunningActions"/> or another one.</param>
public sealed record DunningLevel(int DaysAfterDue, string Action)
{
    /// <summary>The least amounts that are worth it, at most one a currency; in other currencies any amount is.</summary>
    public ValueList<Money> Minimums { get; init; }

    /// <summary>The type of the task that the customer's owner gets; no task where null.</summary>
    public string? TaskType { get; init; }

    /// <summary>In how many days the task is due, 0 to 365.</summary>
    public int TaskDays { get; init; } = 3;

    /// <summary>The channel of the message that the customer gets; no message where null.</summary>
    public string? Channel { get; init; }
}
