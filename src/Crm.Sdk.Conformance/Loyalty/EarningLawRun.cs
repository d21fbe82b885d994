using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Conformance.Loyalty;

/// <summary>One run of a law of earning rules: the author's documents and random ones, in random batches.</summary>
internal sealed class EarningLawRun
{
    private static readonly LocalDate Day = new(2026, 6, 30);

    private readonly Random _random;

    public EarningLawRun(IEarningRuleFixture fixture, ulong seed, int size, CancellationToken cancellationToken)
    {
        (Fixture, Token, _random) = (fixture, cancellationToken, new Random(unchecked((int)seed)));
        Statement.Expect(fixture.Samples.Count >= 2, "The fixture has fewer than two documents, which is too few for batches.");
        Cases = [.. fixture.Samples, .. Enumerable.Range(0, Math.Max(8, size / 10)).Select(_ => Next())];
    }

    public IEarningRuleFixture Fixture { get; }

    public CancellationToken Token { get; }

    public IReadOnlyList<EarningCase> Cases { get; }

    /// <summary>What the rule gives for documents asked in one batch, each document's points as one text.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(IEarningRule rule, IReadOnlyList<EarningCase> cases, CancellationToken cancellationToken)
    {
        var request = new EarningRequest("conformance", Fixture.Rule, cases.ToValueList());
        await rule.EarnAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. Enumerable.Range(0, cases.Count).Select(place => string.Join("; ", request.Of(place).Select(static grant => string.Create(CultureInfo.InvariantCulture, $"{grant.Line}: {grant.Points}")).Order(StringComparer.Ordinal)))];
    }

    /// <summary>The places of the documents in another order, in batches of random sizes.</summary>
    public IEnumerable<int[]> Batches()
    {
        int[] shuffled = [.. Enumerable.Range(0, Cases.Count)];
        _random.Shuffle(shuffled);
        for (int from = 0; from < shuffled.Length;)
        {
            int count = Math.Min(shuffled.Length - from, 1 + _random.Next(3));
            yield return shuffled[from..(from + count)];
            from += count;
        }
    }

    private EarningCase Next()
    {
        LocalDate day = Day.PlusDays(-_random.Next(700));
        var member = new EarningMember(Customer.Enterprise("Random") with { Region = _random.Next(2) == 0 ? "north" : null }, day.PlusDays(-_random.Next(900)));
        var currency = Currency.Parse(_random.Next(5) == 0 ? "USD" : "CNY");
        EarningSource source = _random.Next(4) == 0 ? EarningSource.Interaction : EarningSource.Order;
        return new EarningCase(member, new EarningDocument
        {
            Source = source,
            Id = RecordId.New(),
            At = day.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(_random.Next(1_440)),
            Day = day,
            Event = source == EarningSource.Order ? null : "review",
            Currency = source == EarningSource.Order ? currency : null,
            Lines = source == EarningSource.Order ? Enumerable.Range(0, 1 + _random.Next(5)).Select(line => Line(line, currency)).ToValueList() : [],
            Channel = _random.Next(2) == 0 ? "online" : null,
        });
    }

    private EarningLine Line(int index, Currency currency)
    {
        long list = _random.Next(1, 100_000), discount = _random.Next(4) == 0 ? _random.Next((int)list) : 0, net = list - discount;
        return new EarningLine(
            index, $"p{_random.Next(6)}", _random.Next(3) == 0 ? null : "food/drinks", 1 + _random.Next(5), Money.OfMinor(list, currency), Money.OfMinor(net, currency), Money.OfMinor(net + (net / 10), currency));
    }
}
