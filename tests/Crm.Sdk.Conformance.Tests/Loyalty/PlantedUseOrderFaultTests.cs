using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.Loyalty;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class GiftsFirstLaws : PointsUseOrderConformance<GiftsFirstFixture>;

public sealed class GiftsFirstFixture : IPointsUseOrderFixture
{
    private static readonly CustomerId Member = CustomerId.New();

    public Func<IPointsUseOrder> Make { get; init; } = static () => new GiftsFirst();

    public PointsWallet Wallet { get; } = new() { Code = PointsWallet.Main, UseOrder = "acme.gifts-first" };

    public IReadOnlyList<PointsLot> Samples { get; } = [Lot(100, 1), Lot(20, 9), Lot(50, 5)];

    public IPointsUseOrder Create() => Make();

    private static PointsLot Lot(long points, int days) => new()
    {
        Id = PointsLotId.New(),
        Account = PointsAccountId.Of("club", PointsWallet.Main, Member),
        Customer = Member,
        Source = PointsTransactionId.New(),
        Points = points,
        Remaining = points,
        EarnedAt = Instant.FromUtc(2026, 6, days, 0, 0),
        ExpiresOn = new LocalDate(2026, 12, days),
    };
}

/// <summary>The kit's own proof for orders of use: each law is broken by an order that is wrong in just what the law is about.</summary>
public sealed class PlantedUseOrderFaultTests
{
    private static readonly Dictionary<string, (string Law, Func<IPointsUseOrder> Make)> Faults = new(StringComparer.Ordinal)
    {
        ["has another code"] = ("the-code-stays", static () => new GiftsFirst { Code = $"acme.{Guid.CreateVersion7()}" }),
        ["ranks nothing"] = ("it-orders", static () => new GiftsFirst { RankOf = static (_, _) => null }),
        ["guesses"] = ("the-same-lots-get-the-same-ranks", static () => new GiftsFirst { RankOf = static (_, _) => Random.Shared.Next() }),
        ["looks at its neighbours"] = ("other-lots-do-not-matter", static () => new GiftsFirst { RankOf = static (request, lot) => (lot.Points * 31) % request.Lots.Count }),
        ["fails when it is stopped"] = ("a-call-that-was-stopped-ends", static () => new GiftsFirst { Stopped = static () => throw new InvalidOperationException("stopped") }),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await PointsUseOrderLaws.Named(Faults[fault].Law).RunAsync(new GiftsFirstFixture { Make = Faults[fault].Make }, 7, 100, default)).Outcome);

    [Fact]
    public void Every_law_has_a_fault_that_breaks_it() =>
        Assert.Equal(PointsUseOrderLaws.All.Select(static law => law.Name).Order(), Faults.Values.Select(static fault => fault.Law).Distinct().Order());
}
