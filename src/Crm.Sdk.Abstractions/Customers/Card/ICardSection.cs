namespace Crm.Sdk.Customers;

/// <summary>Extension point: a section of the customer card (CU-5), such as the loyalty account or the credit grade of the area that keeps them.</summary>
/// <remarks>
/// A thread-safe singleton. Hosts register theirs as services, plugins contribute them (<c>card-section</c>). One that fails is left out of the card, which names it. It reads a bounded
/// number of records, through the session it is given, and changes nothing: the session is never committed.
/// </remarks>
public interface ICardSection
{
    /// <summary>The section's code, whose text is its title; plugins prefix theirs.</summary>
    string Code { get; }

    /// <summary>What the section says of a customer, as of an instant; no lines where there is nothing to say.</summary>
    /// <param name="session">What to read through; it belongs to this call alone.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant that the card is for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    ValueTask<IReadOnlyList<CardLine>> ReadAsync(ICrmSession session, Customer customer, AsOf asOf, CancellationToken cancellationToken);
}
