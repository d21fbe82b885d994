using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Extension point: an indicator of credit assessments that a plugin measures (CR-1).</summary>
/// <remarks>
/// Implementations are thread-safe. The core scores the measured value by the declared curve, pools it with the prior and keeps both with the assessment, so the laws of CR-2 hold for it as for a
/// built-in one. A call that fails leaves the indicator at its prior, with the failure as the reason. Where the model has an indicator of the same code, the model's weight and curve count.
/// </remarks>
public interface IScoringIndicator
{
    /// <summary>What it is: one object, the same every time. Its code begins with the plugin's prefix, such as <c>acme.press</c>.</summary>
    AddedIndicator Declaration { get; }

    /// <summary>Measures customers. The answer for one does not depend on which others are asked about.</summary>
    /// <param name="customers">What is known of each, that of information providers included.</param>
    /// <param name="asOf">The day of the assessment; nothing later counts.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>One entry for each customer, in their order: evidence on the declared code, or null where it is undefined, which is not zero.</returns>
    ValueTask<IReadOnlyList<CreditEvidence?>> MeasureAsync(IReadOnlyList<CreditInformation> customers, LocalDate asOf, CancellationToken cancellationToken);
}
