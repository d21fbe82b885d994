using Crm.Sdk.Conformance.Loyalty;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every earning rule of a plugin keeps (LO-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EarningRuleLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<IEarningRuleFixture>> All { get; } =
    [
        Of("the-code-stays", "The rule has one code, every time and in every instance, and it is the one that the fixture's rule names.", CodeStaysAsync),
        Of("points-or-nothing", "It gives whole points for documents and their lines, each once; for some of the author's documents it gives points, and for some nothing.", PointsAsync),
        Of("the-same-document-earns-the-same", "Asked again, and in another instance, it gives the same.", SameAsync),
        Of("batches-do-not-matter", "For each document it gives the same, whatever else is in the batch, and in whatever order.", BatchesAsync),
        Of("a-call-that-was-stopped-ends", "A call whose token was cancelled before it ends with that, or with points.", StoppedAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IEarningRuleFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no law of earning rules '{name}'.", nameof(name));

    private static ConformanceLaw<IEarningRuleFixture> Of(string name, string shows, Func<EarningLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the rule", seed, size, _ => statement(new EarningLawRun(fixture, seed, size, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static Task CodeStaysAsync(EarningLawRun run)
    {
        IEarningRule rule = run.Fixture.Create();
        Statement.Expect(rule.Code.Length > 0 && rule.Code == rule.Code && rule.Code == run.Fixture.Create().Code, "The code is empty, or another one every time.");
        Statement.Expect(run.Fixture.Rule.Type == EarningType.Plugin && run.Fixture.Rule.Plugin == rule.Code, $"The fixture's rule names '{run.Fixture.Rule.Plugin}', and the rule is '{rule.Code}'.");
        return Task.CompletedTask;
    }

    private static async Task PointsAsync(EarningLawRun run)
    {
        IReadOnlyList<string> given = await run.AskAsync(run.Fixture.Create(), run.Fixture.Samples, run.Token).ConfigureAwait(false); // refuses what may not be given
        Statement.Expect(given.Any(static points => points.Length > 0), "It gives nothing for any of the author's documents, so that nothing is proved.");
        Statement.Expect(given.Any(static points => points.Length == 0), "It gives points for every one of the author's documents; add one that earns nothing.");
        _ = await run.AskAsync(run.Fixture.Create(), run.Cases, run.Token).ConfigureAwait(false);
    }

    private static async Task SameAsync(EarningLawRun run)
    {
        IEarningRule rule = run.Fixture.Create();
        IReadOnlyList<string> first = await run.AskAsync(rule, run.Cases, run.Token).ConfigureAwait(false);
        ExpectSame(first, await run.AskAsync(rule, run.Cases, run.Token).ConfigureAwait(false), "Asked again");
        ExpectSame(first, await run.AskAsync(run.Fixture.Create(), run.Cases, run.Token).ConfigureAwait(false), "In another instance");
    }

    private static async Task BatchesAsync(EarningLawRun run)
    {
        IEarningRule rule = run.Fixture.Create();
        IReadOnlyList<string> together = await run.AskAsync(rule, run.Cases, run.Token).ConfigureAwait(false);
        foreach (int[] batch in run.Batches())
        {
            ExpectSame([.. batch.Select(place => together[place])], await run.AskAsync(rule, [.. batch.Select(place => run.Cases[place])], run.Token).ConfigureAwait(false), $"In a batch of {batch.Length}");
        }
    }

    private static async Task StoppedAsync(EarningLawRun run)
    {
        try
        {
            _ = await run.AskAsync(run.Fixture.Create(), run.Cases, new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return; // as it should
        }
    }

    private static void ExpectSame(IReadOnlyList<string> expected, IReadOnlyList<string> given, string when)
    {
        for (int i = 0; i < expected.Count; i++)
        {
            Statement.Expect(expected[i] == given[i], $"{when}, it gave '{given[i]}' for document {i} of the batch, and '{expected[i]}' before.");
        }
    }
}
