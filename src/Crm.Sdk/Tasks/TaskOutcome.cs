namespace Crm.Sdk.Tasks;

/// <summary>What came of a task.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Result">In words; null where there is nothing to say.</param>
/// <param name="Cost">What it cost, 0 or more; null for what the task says already.</param>
public sealed record TaskOutcome(string? Result = null, Money? Cost = null)
{
    /// <summary>Whether a series ends with this task instead of going on with the next one.</summary>
    public bool EndsSeries { get; init; }
}
