namespace Crm.Sdk.Classification;

/// <summary>A rule that answers for a batch of customers at a time: one that has to await, or that computes over whole columns.</summary>
/// <remarks>
/// The answer for a customer must not depend on which others are in the batch. Throwing, leaving a row without an answer, or passing
/// the deadline stops the rule for the run: its labels stay as they were, and nothing that it answers later counts.
/// </remarks>
public interface IBatchRule : IRule
{
    /// <summary>Classifies a batch: each row gets one answer by <see cref="RuleBatch.Answer"/>.</summary>
    /// <param name="batch">The customers and their declared facts.</param>
    /// <param name="cancellationToken">Cancelled when the run is, and at the batch's deadline.</param>
    ValueTask ClassifyAsync(RuleBatch batch, CancellationToken cancellationToken);
}
