using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>How one call of a channel ended: with a result, or with what it threw.</summary>
internal sealed record Attempt(DeliveryResult? Result, Exception? Error)
{
    public bool IsAccepted => Result?.Outcome == DeliveryOutcome.Accepted;

    public override string ToString() => Result switch
    {
        { Outcome: DeliveryOutcome.Accepted } => "accepted",
        { Outcome: DeliveryOutcome.Retry, After: { } after } => $"retry after {after.TotalSeconds} s ({Result.Reason})",
        { } result => $"{(result.Outcome == DeliveryOutcome.Retry ? "retry" : "rejected")} ({result.Reason})",
        null => Error is null ? "null" : $"threw {Error.GetType().Name}: {Error.Message}",
    };
}
