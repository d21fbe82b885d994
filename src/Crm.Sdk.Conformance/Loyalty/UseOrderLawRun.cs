using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Conformance.Loyalty;

/// <summary>One run of a law of orders of use: the author's lots and random ones, all and in parts.</summary>
internal sealed class UseOrderLawRun
{
    private const string Programme = "conformance";

    private static readonly Instant Now = Instant.FromUtc(2026, 6, 30, 12, 0);

    private readonly Random _random;
    private readonly CustomerId _member;

    public UseOrderLawRun(IPointsUseOrderFixture fixture, ulong seed, int size, CancellationToken cancellationToken)
    {
        (Fixture, Token, _random) = (fixture, cancellationToken, new Random(unchecked((int)seed)));
        Statement.Expect(fixture.Samples.Count >= 2, "The fixture has fewer than two lots, which have no order.");
        _member = fixture.Samples[0].Customer;
        Lots = [.. fixture.Samples, .. Enumerable.Range(0, Math.Max(8, size / 10)).Select(_ => Next())];
    }

    public IPointsUseOrderFixture Fixture { get; }

    public CancellationToken Token { get; }

    public IReadOnlyList<PointsLot> Lots { get; }

    /// <summary>Lots as the ledger would use them by itself.</summary>
    public static IEnumerable<PointsLot> AsLedger(IEnumerable<PointsLot> lots) =>
        lots.OrderBy(static lot => lot.ExpiresOn ?? LocalDate.MaxIsoValue).ThenBy(static lot => lot.EarnedAt).ThenBy(static lot => lot.Id);

    /// <summary>Lots in the order in which they would be used.</summary>
    public async Task<IReadOnlyList<PointsLot>> UseAsync(IPointsUseOrder order, IReadOnlyList<PointsLot> lots, CancellationToken cancellationToken)
    {
        var request = new PointsUseRequest(Programme, Fixture.Wallet, Now, lots.ToValueList());
        await order.RankAsync(request, cancellationToken).ConfigureAwait(false);
        Dictionary<PointsLotId, long?> ranks = Enumerable.Range(0, lots.Count).ToDictionary(place => lots[place].Id, request.RankOf);
        return [.. AsLedger(lots).OrderBy(lot => ranks[lot.Id] is null).ThenBy(lot => ranks[lot.Id])]; // a stable sort: within a rank as the ledger would
    }

    /// <summary>Some of the lots, in random order, several times.</summary>
    public IEnumerable<PointsLot[]> Parts()
    {
        for (int i = 0; i < 10; i++)
        {
            PointsLot[] shuffled = [.. Lots];
            _random.Shuffle(shuffled);
            yield return shuffled[..(2 + _random.Next(shuffled.Length - 1))];
        }
    }

    private PointsLot Next()
    {
        long points = _random.Next(1, 10_000);
        Instant earned = Now - Duration.FromHours(_random.Next(1, 10_000));
        return new PointsLot
        {
            Id = PointsLotId.New(),
            Account = PointsAccountId.Of(Programme, Fixture.Wallet.Code, _member),
            Customer = _member,
            Source = PointsTransactionId.New(),
            Points = points,
            Remaining = _random.NextInt64(1, points + 1),
            EarnedAt = earned,
            ExpiresOn = _random.Next(3) == 0 ? null : Now.InUtc().Date.PlusDays(_random.Next(1, 40)),
        };
    }
}
