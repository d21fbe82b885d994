using Crm.Sdk.Customers;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>A section that a host registers as a service.</summary>
internal sealed class HostSection(string code, Func<Customer, CardLine[]> lines) : ICardSection
{
    public string Code => code;

    public ValueTask<IReadOnlyList<CardLine>> ReadAsync(ICrmSession session, Customer customer, AsOf asOf, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<CardLine>>(lines(customer));
}
