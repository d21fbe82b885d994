using Crm.Sdk.Conformance.Loyalty;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance.Lifecycle;

/// <summary>One run of a law of lifecycle sources: the fixture's customers in a random order and in random batches.</summary>
internal sealed class LifecycleLawRun
{
    private readonly Random _random;

    public LifecycleLawRun(ILifecycleSourceFixture fixture, ulong seed, CancellationToken cancellationToken)
    {
        (Fixture, Token, _random) = (fixture, cancellationToken, new Random(unchecked((int)seed)));
        Statement.Expect(fixture.Customers.Count >= 3, "The fixture has fewer than three customers, which is too few for batches.");
    }

    public ILifecycleSourceFixture Fixture { get; }

    public CancellationToken Token { get; }

    public async Task<ILifecycleSource> SourceAsync() => await Fixture.CreateAsync(Token).ConfigureAwait(false);

    /// <summary>What the source reports of customers asked in one batch, in the order in which facts count.</summary>
    public async Task<Dictionary<CustomerId, ValueList<LifecycleFact>>> AskAsync(ILifecycleSource source, ValueList<LoyaltySubject> customers, AsOf? asOf = null, CancellationToken? cancellationToken = null)
    {
        var request = new LifecycleFactRequest(Fixture.Scope, asOf ?? Fixture.AsOf, customers);
        await source.ReportAsync(request, cancellationToken ?? Token).ConfigureAwait(false);
        return Enumerable.Range(0, customers.Count).ToDictionary(place => customers[place].Customer, place => request.Of(place).Order(LifecycleFact.Order).ToValueList());
    }

    public IEnumerable<ValueList<LoyaltySubject>> Batches() => SubjectBatches.Of(Fixture.Customers, _random);
}
