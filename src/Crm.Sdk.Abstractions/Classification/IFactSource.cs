namespace Crm.Sdk.Classification;

/// <summary>Extension point: provides facts of the maker's own, from a customer's orders or from anywhere else.</summary>
/// <remarks>
/// A thread-safe singleton. The host asks for a batch of customers at a time, only for facts that a rule reads, and only for customers whose facts can have changed,
/// by the facts' <see cref="Motion"/>. The values for a customer must not depend on which others are in the batch. A batch that throws or hangs stops the rules
/// that read these facts: their labels stay as they were.
/// </remarks>
public interface IFactSource
{
    /// <summary>The facts it provides, made by <see cref="Fact.Custom"/>; the same ones every time.</summary>
    IReadOnlyList<Fact> Provides { get; }

    /// <summary>Sets the facts of a batch of customers. What is not set is undefined, or 0 for a fact that is always defined.</summary>
    /// <param name="request">The customers, their orders, and the columns to fill.</param>
    /// <param name="cancellationToken">Cancelled when the run is, and at the batch's deadline.</param>
    ValueTask LoadAsync(FactRequest request, CancellationToken cancellationToken);
}
