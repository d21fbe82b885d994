using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Conformance.Rules;

/// <summary>One run of a rule law: the rule, random facts by seed, and the ways to ask.</summary>
internal sealed class RuleLawRun(IRuleFixture fixture, Trace trace, ulong seed, int size, CancellationToken cancellationToken)
{
    private static readonly ClassificationEngine Engine = new(new ClassificationEngineOptions { Threads = 1 });

    private readonly RuleRegistration _registration = new(fixture.Create());

    public IRuleFixture Fixture => fixture;

    public IRule Rule { get; } = fixture.Create();

    public Trace Trace => trace;

    public int Size => size;

    public CancellationToken Token => cancellationToken;

    public Random Random { get; } = new(unchecked((int)seed));

    /// <summary>Random rows, about one fact in six undefined where it may be.</summary>
    public FactTable Facts(int rows) => RandomFacts.Of(Rule.Descriptor, Random, rows, (_, _) => Random.Next(6) == 0);

    /// <summary>Asks about every row of a table.</summary>
    /// <param name="rule">Whom.</param>
    /// <param name="table">The facts.</param>
    /// <param name="explanations">Takes the reasons; null to ask for none.</param>
    public async Task<Verdict[]> AskAsync(IRule rule, FactTable table, List<Explanation>? explanations = null)
    {
        if (rule is not IClassificationRule)
        {
            var batch = new RuleBatch(table, explanations is not null);
            await ((IBatchRule)rule).ClassifyAsync(batch, cancellationToken).ConfigureAwait(false);
            explanations?.AddRange(Enumerable.Range(0, batch.Count).Select(row => batch.Why(row)!));
            return [.. batch.Answers];
        }

        return AskOneByOne((IClassificationRule)rule, table, explanations);
    }

    /// <summary>Classifies a population as of the end of a day, everybody or, after an earlier result, those whom time can have changed.</summary>
    public Task<ClassificationResult> ClassifyAsync(OrderColumns population, LocalDate day, ClassificationResult? previous) => Engine.RunAsync(
        new ClassificationInput
        {
            Columns = population,
            AsOf = AsOf.EndOf(day, DateTimeZone.Utc),
            Rules = [_registration],
            Sources = [.. fixture.Sources.Select(static source => new FactSourceRegistration(source))],
            Previous = previous,
        },
        cancellationToken);

    /// <summary>Breaks the law where the rule was stopped or threw.</summary>
    public static void ExpectRan(ClassificationResult result)
    {
        RuleResult rule = result.Rules[0];
        Statement.Expect(rule.Stop is null, $"The rule was stopped: {rule.Stop?.Message}");
        Statement.Expect(rule.Failures.Count == 0, $"The rule failed for {rule.Failures.Count} customers, the first: {(rule.Failures.Count > 0 ? rule.Failures[0] : null)}");
    }

    /// <summary>Breaks the law where two rows of answers differ.</summary>
    public void ExpectSame(FactTable table, Verdict[] expected, Verdict[] actual, string when)
    {
        for (int row = 0; row < expected.Length; row++)
        {
            if (expected[row] != actual[row])
            {
                trace.Add($"{RandomFacts.Describe(table, row)} → {Describe(expected[row])}");
                trace.Add($"the same {when} → {Describe(actual[row])}");
                throw new LawViolationException($"For the same facts the answer was {Describe(expected[row])}, and {Describe(actual[row])} {when}.");
            }
        }
    }

    public static string Describe(Verdict verdict) =>
        $"{verdict}{(verdict.Score is { } score ? $" with score {score}" : string.Empty)}{(verdict.RecheckInDays > 0 ? $", to be asked again in {verdict.RecheckInDays} days" : string.Empty)}";

    private Verdict[] AskOneByOne(IClassificationRule rule, FactTable table, List<Explanation>? explanations)
    {
        var answers = new Verdict[table.Count];
        for (int row = 0; row < answers.Length; row++)
        {
            Explanation? why = explanations is null ? null : new Explanation();
            try
            {
                answers[row] = rule.Classify(table[row], why);
            }
            catch (Exception)
            {
                trace.Add($"asked with {RandomFacts.Describe(table, row)}");
                throw;
            }

            if (why is not null)
            {
                explanations!.Add(why);
            }
        }

        return answers;
    }
}
