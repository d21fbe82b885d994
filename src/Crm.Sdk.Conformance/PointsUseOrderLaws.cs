using Crm.Sdk.Conformance.Loyalty;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every order in which points are used keeps (LO-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PointsUseOrderLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<IPointsUseOrderFixture>> All { get; } =
    [
        Of("the-code-stays", "The order has one code, every time and in every instance, and it is the one that the fixture's wallet names.", CodeStaysAsync),
        Of("it-orders", "It puts the author's lots in another order than the ledger would by itself.", OrdersAsync),
        Of("the-same-lots-get-the-same-ranks", "Asked again, and in another instance, it ranks the same.", SameAsync),
        Of("other-lots-do-not-matter", "Which of two lots goes first does not depend on what else is in the account, or on the order in which lots are shown.", OthersAsync),
        Of("a-call-that-was-stopped-ends", "A call whose token was cancelled before it ends with that, or with ranks.", StoppedAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IPointsUseOrderFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no law of orders of use '{name}'.", nameof(name));

    private static ConformanceLaw<IPointsUseOrderFixture> Of(string name, string shows, Func<UseOrderLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the order", seed, size, _ => statement(new UseOrderLawRun(fixture, seed, size, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static Task CodeStaysAsync(UseOrderLawRun run)
    {
        IPointsUseOrder order = run.Fixture.Create();
        Statement.Expect(order.Code.Length > 0 && order.Code == order.Code && order.Code == run.Fixture.Create().Code, "The code is empty, or another one every time.");
        Statement.Expect(run.Fixture.Wallet.UseOrder == order.Code, $"The fixture's wallet names '{run.Fixture.Wallet.UseOrder}', and the order is '{order.Code}'.");
        return Task.CompletedTask;
    }

    private static async Task OrdersAsync(UseOrderLawRun run)
    {
        IReadOnlyList<PointsLot> used = await run.UseAsync(run.Fixture.Create(), run.Fixture.Samples, run.Token).ConfigureAwait(false);
        Statement.Expect(!used.SequenceEqual(UseOrderLawRun.AsLedger(run.Fixture.Samples)), "It puts the author's lots in the ledger's own order, so that nothing is proved; show lots that it orders otherwise.");
    }

    private static async Task SameAsync(UseOrderLawRun run)
    {
        IPointsUseOrder order = run.Fixture.Create();
        IReadOnlyList<PointsLot> first = await run.UseAsync(order, run.Lots, run.Token).ConfigureAwait(false);
        Statement.Expect(first.SequenceEqual(await run.UseAsync(order, run.Lots, run.Token).ConfigureAwait(false)), "Asked again, it ranked the same lots otherwise.");
        Statement.Expect(first.SequenceEqual(await run.UseAsync(run.Fixture.Create(), run.Lots, run.Token).ConfigureAwait(false)), "In another instance, it ranked the same lots otherwise.");
    }

    private static async Task OthersAsync(UseOrderLawRun run)
    {
        IPointsUseOrder order = run.Fixture.Create();
        IReadOnlyList<PointsLot> together = await run.UseAsync(order, run.Lots, run.Token).ConfigureAwait(false);
        foreach (PointsLot[] some in run.Parts())
        {
            HashSet<PointsLotId> asked = [.. some.Select(static lot => lot.Id)];
            IReadOnlyList<PointsLot> apart = await run.UseAsync(order, some, run.Token).ConfigureAwait(false);
            Statement.Expect(apart.SequenceEqual(together.Where(lot => asked.Contains(lot.Id))), $"Of {some.Length} lots alone it used others first than among all {run.Lots.Count}.");
        }
    }

    private static async Task StoppedAsync(UseOrderLawRun run)
    {
        try
        {
            _ = await run.UseAsync(run.Fixture.Create(), run.Lots, new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return; // as it should
        }
    }
}
