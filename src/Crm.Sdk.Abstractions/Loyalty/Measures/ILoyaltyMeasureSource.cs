namespace Crm.Sdk.Loyalty;

/// <summary>Extension point: a source of findings on the loyalty of customers, such as a survey tool or a panel of shop visits.</summary>
/// <remarks>
/// A thread-safe singleton. Values go from 0 to 1; what is not known is not reported. The findings on a customer must not depend on which others are in the batch, and the same records give the same
/// findings. A batch that throws or takes too long leaves its customers without the source's findings: the confidence of the answer falls, and the answer names the source.
/// </remarks>
public interface ILoyaltyMeasureSource
{
    /// <summary>The name by which answers say that the source failed: a code, such as <c>acme.survey</c>.</summary>
    string Name { get; }

    /// <summary>Reports what is known on a batch of customers.</summary>
    /// <param name="request">The customers, and where to report.</param>
    /// <param name="cancellationToken">Cancelled when the run is, and at the batch's deadline.</param>
    ValueTask MeasureAsync(LoyaltyMeasureRequest request, CancellationToken cancellationToken);
}
