using Crm.Sdk.Customers;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>A plugin's section that fails.</summary>
internal sealed class BrokenSection : ICardSection
{
    public string Code => "acme.points";

    public ValueTask<IReadOnlyList<CardLine>> ReadAsync(ICrmSession session, Customer customer, AsOf asOf, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The ledger is closed.");
}
