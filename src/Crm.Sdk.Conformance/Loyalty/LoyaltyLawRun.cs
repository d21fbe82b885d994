using System.Globalization;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance.Loyalty;

/// <summary>One run of a law of sources of findings on loyalty: the fixture's customers in a random order and in random batches.</summary>
internal sealed class LoyaltyLawRun
{
    private readonly Random _random;

    public LoyaltyLawRun(ILoyaltySourceFixture fixture, ulong seed, CancellationToken cancellationToken)
    {
        (Fixture, Token, _random) = (fixture, cancellationToken, new Random(unchecked((int)seed)));
        Statement.Expect(fixture.Customers.Count >= 3, "The fixture has fewer than three customers, which is too few for batches.");
    }

    public ILoyaltySourceFixture Fixture { get; }

    public CancellationToken Token { get; }

    public async Task<ILoyaltyMeasureSource> SourceAsync() => await Fixture.CreateAsync(Token).ConfigureAwait(false);

    /// <summary>What the source finds on customers asked in one batch, each customer's findings as one text.</summary>
    public async Task<Dictionary<CustomerId, string>> AskAsync(ILoyaltyMeasureSource source, ValueList<LoyaltySubject> customers, AsOf? asOf = null)
    {
        LoyaltyMeasureRequest request = await FindAsync(source, customers, asOf ?? Fixture.AsOf, Token).ConfigureAwait(false);
        return Enumerable.Range(0, customers.Count).ToDictionary(place => customers[place].Customer, place => Text(request.Of(place)));
    }

    public async Task<LoyaltyMeasureRequest> FindAsync(ILoyaltyMeasureSource source, ValueList<LoyaltySubject> customers, AsOf asOf, CancellationToken cancellationToken)
    {
        var request = new LoyaltyMeasureRequest(Fixture.Scope, asOf, customers);
        await source.MeasureAsync(request, cancellationToken).ConfigureAwait(false);
        return request;
    }

    /// <summary>The customers in another order, in batches of random sizes.</summary>
    public IEnumerable<ValueList<LoyaltySubject>> Batches() => SubjectBatches.Of(Fixture.Customers, _random);

    private static string Text(IEnumerable<LoyaltyFinding> findings) => string.Join(
        "; ",
        findings.Select(static finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Indicator} {finding.Value:R} of {finding.Date:uuuu-MM-dd} by {finding.Records} of {finding.Source}")).Order(StringComparer.Ordinal));
}
