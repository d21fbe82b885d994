using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Rules;
using NodaTime;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every classification rule keeps.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RuleLaws
{
    private const int Repetitions = 8;

    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<IRuleFixture>> All { get; } =
    [
        Of("the-descriptor-stays", "The rule describes itself by one object, the same every time.", DescriptorStaysAsync),
        Of("answers-are-declared", "Every answer is a label that the descriptor declares, or none with a code, for every customer of random populations.", AnswersAreDeclaredAsync),
        Of("only-declared-facts-are-read", "The rule reads no fact that its descriptor does not declare, whatever the others are.", OnlyDeclaredAsync),
        Of("missing-facts-are-answered", "Where facts are undefined, one or all, the rule answers all the same.", MissingFactsAsync),
        Of("the-same-facts-give-the-same-answer", "Asked again, by many threads at once, or of another instance, the rule gives the same answer.", DeterministicAsync),
        Of("asking-why-changes-nothing", "The answer with reasons is the answer without, and the reasons are the same every time.", WhyChangesNothingAsync),
        Of("the-batch-does-not-matter", "The answer for a customer does not depend on the others, their number or their order.", BatchAsync),
        Of("time-is-foreseen", "As days pass and nothing happens, asking only those whose facts moved or whose recheck day came gives the answers of asking everybody.", TimeAsync),
        Of("answers-cost-no-memory", "Answering without reasons allocates nothing for a customer. For rules that answer one customer at a time.", NoAllocationAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IRuleFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no rule law '{name}'.", nameof(name));

    private static ConformanceLaw<IRuleFixture> Of(string name, string shows, Func<RuleLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name,
            "the rule",
            seed,
            size,
            trace => statement(new RuleLawRun(fixture, trace, seed, size, cancellationToken)),
            _ => cancellationToken.IsCancellationRequested));

    private static Task DescriptorStaysAsync(RuleLawRun run)
    {
        RuleDescriptor first = run.Rule.Descriptor;
        Statement.Expect(ReferenceEquals(first, run.Rule.Descriptor), "The descriptor is another object every time; make it once, as `public RuleDescriptor Descriptor { get; } = …`.");
        RuleDescriptor other = run.Fixture.Create().Descriptor;
        Statement.Expect(
            other.Id == first.Id && other.Version == first.Version && other.Dimension == first.Dimension && other.Labels == first.Labels && other.Facts == first.Facts,
            $"Two rules of the same settings describe themselves differently: {first} and {other}.");
        return Task.CompletedTask;
    }

    private static async Task AnswersAreDeclaredAsync(RuleLawRun run)
    {
        for (int round = 0; round < Math.Max(1, run.Size / 20); round++)
        {
            OrderColumns population = RandomPopulation.Of(run.Random, 50);
            ClassificationResult result = await run.ClassifyAsync(population, RandomPopulation.LastOrderDay.PlusDays(run.Random.Next(-400, 400)), null).ConfigureAwait(false);
            RuleLawRun.ExpectRan(result);
            RuleResult answers = result.Rules[0];
            for (int row = 0; row < answers.Count; row++)
            {
                Statement.Expect(answers.LabelAt(row) is not null || answers.NoneCodeAt(row) is not null, $"The customer in row {row} got no answer.");
            }
        }
    }

    private static async Task OnlyDeclaredAsync(RuleLawRun run)
    {
        FactTable table = run.Facts(run.Size * 5);
        try
        {
            await run.AskAsync(run.Rule, table).ConfigureAwait(false);
            await run.AskAsync(run.Rule, table, []).ConfigureAwait(false);
        }
        catch (CrmException error) when (error.Code == ClassificationErrorCodes.UndeclaredFact)
        {
            throw new LawViolationException(error.Message);
        }
    }

    private static async Task MissingFactsAsync(RuleLawRun run)
    {
        Fact[] facts = [.. run.Rule.Descriptor.Facts.Items.Where(static fact => !fact.IsKnown)];
        await ExpectAnsweredAsync(run, RandomFacts.Of(run.Rule.Descriptor, run.Random, 1, static (_, _) => true)).ConfigureAwait(false);
        foreach (Fact missing in facts)
        {
            await ExpectAnsweredAsync(run, RandomFacts.Of(run.Rule.Descriptor, run.Random, run.Size, (fact, _) => fact.Equals(missing))).ConfigureAwait(false);
            await ExpectAnsweredAsync(run, RandomFacts.Of(run.Rule.Descriptor, run.Random, run.Size, (fact, _) => !fact.Equals(missing))).ConfigureAwait(false);
        }
    }

    private static async Task ExpectAnsweredAsync(RuleLawRun run, FactTable table)
    {
        Verdict[] answers = await run.AskAsync(run.Rule, table).ConfigureAwait(false);
        for (int row = 0; row < answers.Length; row++)
        {
            if (!answers[row].IsAnswer)
            {
                run.Trace.Add($"asked with {RandomFacts.Describe(table, row)}");
                throw new LawViolationException("The rule left a customer without an answer; answer a label, or Verdict.None with a code.");
            }

            _ = run.Rule.Descriptor.IndexOf(answers[row]); // throws for a label that is not declared
        }
    }

    private static async Task DeterministicAsync(RuleLawRun run)
    {
        FactTable table = run.Facts(run.Size * 5);
        Verdict[] first = await run.AskAsync(run.Rule, table).ConfigureAwait(false);
        run.ExpectSame(table, first, await run.AskAsync(run.Rule, table).ConfigureAwait(false), "when asked again");
        run.ExpectSame(table, first, await run.AskAsync(run.Fixture.Create(), table).ConfigureAwait(false), "of another instance");
        foreach (Verdict[] atOnce in await Task.WhenAll(Enumerable.Range(0, Repetitions).Select(_ => Task.Run(() => run.AskAsync(run.Rule, table), run.Token))).ConfigureAwait(false))
        {
            run.ExpectSame(table, first, atOnce, "when many asked at once");
        }
    }

    private static async Task WhyChangesNothingAsync(RuleLawRun run)
    {
        FactTable table = run.Facts(run.Size * 5);
        Verdict[] without = await run.AskAsync(run.Rule, table).ConfigureAwait(false);
        List<Explanation> once = [], again = [];
        run.ExpectSame(table, without, await run.AskAsync(run.Rule, table, once).ConfigureAwait(false), "when asked why");
        run.ExpectSame(table, without, await run.AskAsync(run.Rule, table, again).ConfigureAwait(false), "when asked why again");
        for (int row = 0; row < table.Count; row++)
        {
            string first = string.Join(", ", once[row].Reasons), second = string.Join(", ", again[row].Reasons);
            if (first != second)
            {
                run.Trace.Add($"asked with {RandomFacts.Describe(table, row)}");
                throw new LawViolationException($"The reasons were {first}, and {second} when asked again.");
            }
        }
    }

    private static async Task BatchAsync(RuleLawRun run)
    {
        int rows = Math.Clamp(run.Size, 20, 500);
        FactTable table = run.Facts(rows);
        Verdict[] together = await run.AskAsync(run.Rule, table).ConfigureAwait(false);
        int[] shuffled = [.. Enumerable.Range(0, rows)];
        run.Random.Shuffle(shuffled);
        foreach (int[] chunk in (int[][])[[.. Enumerable.Range(0, rows).Reverse()], shuffled, .. shuffled.Chunk(7), .. shuffled.Take(10).Select(static row => new[] { row })])
        {
            FactTable part = RandomFacts.Rows(table, chunk);
            Verdict[] answers = await run.AskAsync(run.Rule, part).ConfigureAwait(false);
            run.ExpectSame(part, [.. chunk.Select(row => together[row])], answers, $"in a batch of {chunk.Length} in another order");
        }
    }

    private static async Task TimeAsync(RuleLawRun run)
    {
        for (int round = 0; round < Math.Max(1, run.Size / 50); round++)
        {
            OrderColumns population = RandomPopulation.Of(run.Random, 40);
            LocalDate day = RandomPopulation.LastOrderDay.PlusDays(run.Random.Next(-200, 60));
            ClassificationResult last = await run.ClassifyAsync(population, day, null).ConfigureAwait(false);
            for (int step = 0; step < 12; step++)
            {
                day = day.PlusDays(run.Random.Next(3) == 0 ? 1 : run.Random.Next(1, 45));
                last = await run.ClassifyAsync(population, day, last).ConfigureAwait(false);
                ClassificationResult full = await run.ClassifyAsync(population, day, null).ConfigureAwait(false);
                RuleLawRun.ExpectRan(last);
                RuleLawRun.ExpectRan(full);
                for (int row = 0; row < population.Customers; row++)
                {
                    (string? Label, string? Code, float? Score) asked = Answer(full, row), foreseen = Answer(last, row);
                    if (asked != foreseen)
                    {
                        run.Trace.Add($"as of {day}: {RandomFacts.Describe(full.Facts, row)}");
                        throw new LawViolationException(
                            $"As of {day} the answer is {asked.Label ?? asked.Code} (score {asked.Score}), and {foreseen.Label ?? foreseen.Code} (score {foreseen.Score}) is kept, because the rule did not say by RecheckIn that time would change it.");
                    }
                }
            }
        }

        static (string? Label, string? Code, float? Score) Answer(ClassificationResult result, int row) =>
            (result.Rules[0].LabelAt(row), result.Rules[0].NoneCodeAt(row), result.Rules[0].ScoreAt(row));
    }

    private static Task NoAllocationAsync(RuleLawRun run)
    {
        if (run.Rule is not IClassificationRule rule)
        {
            throw new NotApplicableException("the rule answers for batches");
        }

        FactTable table = run.Facts(1_000);
        long least = long.MaxValue;
        for (int round = 0; round < Repetitions; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int row = 0; row < table.Count; row++)
            {
                _ = rule.Classify(table[row], null);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Statement.Expect(least < table.Count, $"Answering for {table.Count} customers allocates {least} bytes; hold verdicts and handles in static fields, and make nothing in Classify.");
        return Task.CompletedTask;
    }
}
