namespace Crm.Sdk.Loyalty;

/// <summary>Extension point: a rule by which members earn points, such as one for a partner's coupons or for baskets of a certain make-up.</summary>
/// <remarks>
/// A thread-safe singleton, and a pure function: the same member and document earn the same, whoever else is in the batch, whenever it is asked, on every host. It gives points before the tier's factor and
/// before caps, which the programme applies. A batch that throws or takes too long leaves its documents without points; they are settled when the rule answers.
/// </remarks>
public interface IEarningRule
{
    /// <summary>The code by which rules of programmes name it, such as <c>acme.baskets</c>.</summary>
    string Code { get; }

    /// <summary>Gives points for a batch of documents.</summary>
    /// <param name="request">The documents, and where to give.</param>
    /// <param name="cancellationToken">Cancelled when the run is, and at the batch's deadline.</param>
    ValueTask EarnAsync(EarningRequest request, CancellationToken cancellationToken);
}
