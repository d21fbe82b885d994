using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Extension point: a source of outside information on customers, such as a rating agency, a bank or a register (CR-1, G18).</summary>
/// <remarks>
/// Implementations are thread-safe. What is answered is kept with the assessment, so that it is made again without asking. A call that fails never stops an assessment: what the provider may speak of
/// counts as not known, with the failure as the reason.
/// </remarks>
public interface ICreditInformationProvider
{
    /// <summary>The provider's name in assessments, a code that begins with the plugin's prefix, such as <c>acme.bureau</c>.</summary>
    string Name { get; }

    /// <summary>The codes of the indicators and vetoes that its evidence may speak of; evidence on another one is a fault. Statements may give more.</summary>
    ValueList<string> Indicators { get; }

    /// <summary>Says what is known of customers. The answer for one does not depend on which others are asked about.</summary>
    /// <param name="customers">About whom.</param>
    /// <param name="asOf">The day of the assessment; nothing later counts.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>One entry for each customer, in their order; an empty one where nothing is known.</returns>
    ValueTask<IReadOnlyList<ProvidedInformation>> FetchAsync(IReadOnlyList<CreditSubject> customers, LocalDate asOf, CancellationToken cancellationToken);
}
