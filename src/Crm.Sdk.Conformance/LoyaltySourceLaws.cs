using Crm.Sdk.Conformance.Loyalty;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every source of findings on loyalty keeps (LO-4).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LoyaltySourceLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<ILoyaltySourceFixture>> All { get; } =
    [
        Of("the-name-stays", "The source has one name, every time and in every instance.", NameStaysAsync),
        Of("findings-are-shares-or-none", "What it reports is a share from 0 to 1 of a day up to the one asked for, by one record or more; on somebody it reports something, and on somebody nothing.", SharesAsync),
        Of("the-same-records-find-the-same", "Asked again, and in another instance, it finds the same.", SameAsync),
        Of("batches-do-not-matter", "On each customer it finds the same, whoever else is in the batch, and in whatever order.", BatchesAsync),
        Of("what-came-later-does-not-count", "Asked for an earlier day, it reports nothing of a later one.", EarlierAsync),
        Of("a-call-that-was-stopped-ends", "A call whose token was cancelled before it ends with that, or with findings.", StoppedAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<ILoyaltySourceFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no law of loyalty sources '{name}'.", nameof(name));

    private static ConformanceLaw<ILoyaltySourceFixture> Of(string name, string shows, Func<LoyaltyLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the source", seed, size, _ => statement(new LoyaltyLawRun(fixture, seed, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static async Task NameStaysAsync(LoyaltyLawRun run)
    {
        ILoyaltyMeasureSource source = await run.SourceAsync().ConfigureAwait(false), other = await run.SourceAsync().ConfigureAwait(false);
        Statement.Expect(source.Name.Length > 0 && source.Name == source.Name, "The name is empty, or another one every time.");
        Statement.Expect(source.Name == other.Name, "Two sources of the same settings have different names.");
    }

    private static async Task SharesAsync(LoyaltyLawRun run)
    {
        LoyaltyMeasureRequest request = await run.FindAsync(await run.SourceAsync().ConfigureAwait(false), run.Fixture.Customers, run.Fixture.AsOf, run.Token).ConfigureAwait(false); // refuses what is no share
        int[] found = [.. Enumerable.Range(0, run.Fixture.Customers.Count).Select(place => request.Of(place).Count)];
        Statement.Expect(found.Any(static count => count > 0), "It reports nothing on any of the fixture's customers, so that nothing is proved.");
        Statement.Expect(found.Any(static count => count == 0), "It reports something on every customer of the fixture, also on the one of whom nothing is known: unknown is not reported.");
    }

    private static async Task SameAsync(LoyaltyLawRun run)
    {
        ILoyaltyMeasureSource source = await run.SourceAsync().ConfigureAwait(false);
        Dictionary<CustomerId, string> first = await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false);
        ExpectSame(first, await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false), "Asked again");
        ExpectSame(first, await run.AskAsync(await run.SourceAsync().ConfigureAwait(false), run.Fixture.Customers).ConfigureAwait(false), "In another instance");
    }

    private static async Task BatchesAsync(LoyaltyLawRun run)
    {
        ILoyaltyMeasureSource source = await run.SourceAsync().ConfigureAwait(false);
        Dictionary<CustomerId, string> together = await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false);
        foreach (ValueList<LoyaltySubject> batch in run.Batches())
        {
            ExpectSame(together, await run.AskAsync(source, batch).ConfigureAwait(false), $"In a batch of {batch.Count}");
        }
    }

    private static async Task EarlierAsync(LoyaltyLawRun run)
    {
        ILoyaltyMeasureSource source = await run.SourceAsync().ConfigureAwait(false);
        foreach (int days in (int[])[1, 30, 400, 4_000])
        {
            await run.AskAsync(source, run.Fixture.Customers, AsOf.EndOf(run.Fixture.AsOf.Date.PlusDays(-days), run.Fixture.AsOf.Zone)).ConfigureAwait(false); // refuses what is of a later day
        }
    }

    private static async Task StoppedAsync(LoyaltyLawRun run)
    {
        try
        {
            await run.FindAsync(await run.SourceAsync().ConfigureAwait(false), run.Fixture.Customers, run.Fixture.AsOf, new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return; // as it should
        }
    }

    private static void ExpectSame(Dictionary<CustomerId, string> expected, Dictionary<CustomerId, string> found, string when)
    {
        foreach ((CustomerId customer, string findings) in found)
        {
            Statement.Expect(expected[customer] == findings, $"{when}, it found '{findings}' on customer {customer}, and '{expected[customer]}' before.");
        }
    }
}
