using Crm.Sdk.Customers;

namespace Crm.Sdk.Samples.Tests.Examples;

/// <summary>A section of the card that <c>docs/archive.md</c> shows.</summary>
internal sealed class ReachSection : ICardSection
{
    public string Code => "acme.reach";

    public ValueTask<IReadOnlyList<CardLine>> ReadAsync(ICrmSession session, Customer customer, AsOf asOf, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<CardLine>>([new CardLine("acme.usable", customer.AllContactPoints.Count(point => point.IsUsable))]);
}
