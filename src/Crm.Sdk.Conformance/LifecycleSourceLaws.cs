using Crm.Sdk.Conformance.Lifecycle;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every source of lifecycle stages keeps (LC-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LifecycleSourceLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<ILifecycleSourceFixture>> All { get; } =
    [
        Of("what-it-adds-stays", "Name, stages and transitions are the same every time and in every instance.", StaysAsync),
        Of("the-lifecycle-holds-together", "With what it adds the lifecycle is consistent: each stage once, each one reached, each guard with conditions in their range.", DefinitionAsync),
        Of("facts-are-reported-and-ask-for-something", "Something is reported of somebody and nothing of somebody, and every type of fact is asked for by a guard.", FactsAsync),
        Of("the-same-records-report-the-same", "Asked again, and in another instance, it reports the same.", SameAsync),
        Of("batches-do-not-matter", "Of each customer it reports the same, whoever else is in the batch, and in whatever order.", BatchesAsync),
        Of("what-came-later-does-not-count", "Asked for an earlier instant, it reports what it reported up to then, and nothing later.", EarlierAsync),
        Of("a-call-that-was-stopped-ends", "A call whose token was cancelled before it ends with that, or with facts.", StoppedAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<ILifecycleSourceFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no law of lifecycle sources '{name}'.", nameof(name));

    private static ConformanceLaw<ILifecycleSourceFixture> Of(string name, string shows, Func<LifecycleLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the source", seed, size, _ => statement(new LifecycleLawRun(fixture, seed, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static async Task StaysAsync(LifecycleLawRun run)
    {
        ILifecycleSource source = await run.SourceAsync().ConfigureAwait(false), other = await run.SourceAsync().ConfigureAwait(false);
        Statement.Expect(source.Name.Length > 0 && source.Name == source.Name && source.Name == other.Name, "The name is empty, or another one every time.");
        Statement.Expect(source.Stages == source.Stages && source.Stages == other.Stages, "The stages are others every time.");
        Statement.Expect(source.Transitions == source.Transitions && source.Transitions == other.Transitions, "The transitions are others every time.");
    }

    private static async Task DefinitionAsync(LifecycleLawRun run)
    {
        ILifecycleSource source = await run.SourceAsync().ConfigureAwait(false);
        try
        {
            run.Fixture.Definition.With([source]).Check();
        }
        catch (CrmException wrong)
        {
            Statement.Expect(false, wrong.Message);
        }
    }

    private static async Task FactsAsync(LifecycleLawRun run)
    {
        ILifecycleSource source = await run.SourceAsync().ConfigureAwait(false);
        Dictionary<CustomerId, ValueList<LifecycleFact>> reported = await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false);
        Statement.Expect(reported.Values.Any(static facts => !facts.IsEmpty), "It reports nothing of any of the fixture's customers, so that nothing is proved.");
        Statement.Expect(reported.Values.Any(static facts => facts.IsEmpty), "It reports something of every customer of the fixture, also of the one with whom nothing happened.");
        HashSet<string> asked = [.. run.Fixture.Definition.With([source]).Transitions.SelectMany(static transition => transition.Guard).Select(static condition => condition.Fact)];
        string? idle = reported.Values.SelectMany(static facts => facts).Select(static fact => fact.Type).FirstOrDefault(type => !asked.Contains(type));
        Statement.Expect(idle is null, $"It reports facts of the type '{idle}', which no guard asks for.");
    }

    private static async Task SameAsync(LifecycleLawRun run)
    {
        ILifecycleSource source = await run.SourceAsync().ConfigureAwait(false);
        Dictionary<CustomerId, ValueList<LifecycleFact>> first = await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false);
        ExpectSame(first, await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false), "Asked again");
        ExpectSame(first, await run.AskAsync(await run.SourceAsync().ConfigureAwait(false), run.Fixture.Customers).ConfigureAwait(false), "In another instance");
    }

    private static async Task BatchesAsync(LifecycleLawRun run)
    {
        ILifecycleSource source = await run.SourceAsync().ConfigureAwait(false);
        Dictionary<CustomerId, ValueList<LifecycleFact>> together = await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false);
        foreach (ValueList<LoyaltySubject> batch in run.Batches())
        {
            ExpectSame(together, await run.AskAsync(source, batch).ConfigureAwait(false), $"In a batch of {batch.Count}");
        }
    }

    private static async Task EarlierAsync(LifecycleLawRun run)
    {
        ILifecycleSource source = await run.SourceAsync().ConfigureAwait(false);
        Dictionary<CustomerId, ValueList<LifecycleFact>> now = await run.AskAsync(source, run.Fixture.Customers).ConfigureAwait(false);
        foreach (int days in (int[])[1, 30, 400, 4_000])
        {
            AsOf then = AsOf.At(run.Fixture.AsOf.Instant - Duration.FromDays(days), run.Fixture.AsOf.Zone);
            Dictionary<CustomerId, ValueList<LifecycleFact>> expected = now.ToDictionary(static of => of.Key, of => of.Value.Where(fact => fact.At <= then.Instant).ToValueList());
            ExpectSame(expected, await run.AskAsync(source, run.Fixture.Customers, then).ConfigureAwait(false), $"Asked for {days} days before"); // the request refuses what is later
        }
    }

    private static async Task StoppedAsync(LifecycleLawRun run)
    {
        try
        {
            await run.AskAsync(await run.SourceAsync().ConfigureAwait(false), run.Fixture.Customers, cancellationToken: new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return; // as it should
        }
    }

    private static void ExpectSame(Dictionary<CustomerId, ValueList<LifecycleFact>> expected, Dictionary<CustomerId, ValueList<LifecycleFact>> found, string when)
    {
        foreach ((CustomerId customer, ValueList<LifecycleFact> facts) in found)
        {
            Statement.Expect(expected[customer] == facts, $"{when}, it reported '{string.Join("; ", facts)}' of customer {customer}, where '{string.Join("; ", expected[customer])}' is right.");
        }
    }
}
