using Crm.Sdk.Conformance.Credit;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every scoring indicator keeps, the three laws of CR-2 among them.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ScoringIndicatorLaws
{
    private const double Bit = 1e-9; // sums of doubles

    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<IScoringIndicatorFixture>> All { get; } =
    [
        Of("the-declaration-stays", "The indicator declares itself by one object, the same every time, for a criterion of the built-in model and under a code of its own.", DeclarationStaysAsync),
        Of("answers-are-well-formed", "Of every customer there is evidence on the declared code with a finite value, of no later day, or none; of some sample there is.", WellFormedAsync),
        Of("batches-change-nothing", "A customer is measured the same in any batch, in any order, by several threads at once, and by another instance.", BatchesAsync),
        Of("nothing-known-is-answered", "Customers of whom nothing is known, and no customers at all, are answered all the same.", NothingKnownAsync),
        Of("a-better-value-never-lowers-the-score", "CR-2: the indicator moved in its declared direction, with the same evidence and dates, never lowers a score.", BetterValueAsync),
        Of("missing-counts-as-the-prior", "CR-2: without evidence the indicator counts as its prior, and evidence that is better never lowers a score.", PriorAsync),
        Of("stronger-evidence-moves-towards-its-value", "CR-2: more reliable or fresher evidence moves what the indicator counts as towards what the evidence says.", StrongerAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IScoringIndicatorFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no indicator law '{name}'.", nameof(name));

    private static ConformanceLaw<IScoringIndicatorFixture> Of(string name, string shows, Func<IndicatorLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the indicator", seed, size, _ => statement(new IndicatorLawRun(fixture, seed, size, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static Task DeclarationStaysAsync(IndicatorLawRun run)
    {
        AddedIndicator declared = run.Indicator.Declaration;
        Statement.Expect(ReferenceEquals(declared, run.Indicator.Declaration), "The declaration is another object every time; make it once.");
        Statement.Expect(declared == run.Fixture.Create().Declaration, "Two indicators of the same settings declare different things.");
        Statement.Expect(CreditModels.SixC.Find(declared.Indicator.Code) is null, $"'{declared.Indicator.Code}' is the code of a built-in indicator; begin it with the plugin's prefix.");
        Statement.Expect(CreditModels.SixC.Criteria.Any(criterion => criterion.Code == declared.Criterion), $"The built-in model has no criterion '{declared.Criterion}'.");
        return Task.CompletedTask;
    }

    private static async Task WellFormedAsync(IndicatorLawRun run)
    {
        IReadOnlyList<CreditEvidence?> answers = await run.MeasureAsync(run.Customers).ConfigureAwait(false);
        Statement.Expect(answers.Count == run.Customers.Count, $"{answers.Count} answers for {run.Customers.Count} customers.");
        foreach (CreditEvidence evidence in answers.OfType<CreditEvidence>())
        {
            Statement.Expect(evidence.Indicator == run.Declared.Code, $"The evidence is on '{evidence.Indicator}', not on '{run.Declared.Code}'.");
            Statement.Expect(evidence.Date <= RandomInformation.Day, $"The evidence is of {evidence.Date}, after the day that was asked about.");
            evidence.Check();
        }

        Statement.Expect(answers.Take(run.Fixture.Samples.Count).Any(static evidence => evidence is not null), "Of no sample there is a value, so that nothing is proved; let the fixture name customers who can be measured.");
    }

    private static async Task BatchesAsync(IndicatorLawRun run)
    {
        await Pieces.ExpectSameAsync(run.Random, run.Customers, run.MeasureAsync).ConfigureAwait(false);
        IReadOnlyList<CreditEvidence?> other = await run.Fixture.Create().MeasureAsync(run.Customers, RandomInformation.Day, CancellationToken.None).ConfigureAwait(false);
        Statement.Expect(other.SequenceEqual(await run.MeasureAsync(run.Customers).ConfigureAwait(false)), "Another instance measures something else.");
    }

    private static async Task NothingKnownAsync(IndicatorLawRun run)
    {
        Statement.Expect((await run.MeasureAsync([]).ConfigureAwait(false)).Count == 0, "Somebody was measured although nobody was asked about.");
        Statement.Expect((await run.MeasureAsync([new CreditInformation { Customer = "nobody", Currency = Currency.Usd }]).ConfigureAwait(false)).Count == 1, "A customer of whom nothing is known has no answer; null is one.");
    }

    private static Task BetterValueAsync(IndicatorLawRun run) => run.EachAsync((known, evidence) =>
    {
        double step = run.Random.NextDouble() * 10, better = evidence.Value + (run.Declared.Curve.Direction == IndicatorDirection.HigherIsBetter ? step : -step);
        double before = IndicatorLawRun.Assess(IndicatorLawRun.With(known, evidence)).Score, after = IndicatorLawRun.Assess(IndicatorLawRun.With(known, evidence with { Value = better })).Score;
        Statement.Expect(after >= before, $"The value {evidence.Value} became {better}, which is better, and the score {before} became {after}.");
    });

    private static Task PriorAsync(IndicatorLawRun run) => run.EachAsync((known, evidence) =>
    {
        Statement.Expect(Math.Abs(run.ScoreIn(known) - run.Declared.Prior) <= Bit, $"Without evidence the indicator counts as {run.ScoreIn(known)}, not as its prior {run.Declared.Prior}.");
        double before = IndicatorLawRun.Assess(known).Score, after = IndicatorLawRun.Assess(IndicatorLawRun.With(known, evidence)).Score;
        Statement.Expect(run.Declared.Curve.ScoreOf(evidence.Value) < run.Declared.Prior || after >= before, $"Evidence of {evidence.Value}, which is no worse than the prior, made the score {before} {after}.");
    });

    private static Task StrongerAsync(IndicatorLawRun run) => run.EachAsync((known, evidence) =>
    {
        LocalDate fresher = LocalDate.Min(RandomInformation.Day, evidence.Date.PlusDays(run.Random.Next(900)));
        CreditEvidence stronger = evidence with { Reliability = Math.Max(evidence.Reliability, run.Random.NextDouble()), Date = fresher };
        double says = run.Declared.Curve.ScoreOf(evidence.Value);
        double before = Math.Abs(run.ScoreIn(IndicatorLawRun.With(known, evidence)) - says), after = Math.Abs(run.ScoreIn(IndicatorLawRun.With(known, stronger)) - says);
        Statement.Expect(after <= before + Bit, $"Stronger evidence of {evidence.Value} moved the indicator away from {says}.");
    });
}
