using Crm.Sdk.Credit;

namespace Crm.Sdk.Conformance.Credit;

/// <summary>One run of an indicator law: the author's samples and random customers, and assessments of them in which the indicator stands.</summary>
internal sealed class IndicatorLawRun
{
    private readonly CancellationToken _token;

    public IndicatorLawRun(IScoringIndicatorFixture fixture, ulong seed, int size, CancellationToken cancellationToken)
    {
        (Fixture, Indicator, Random, Cases, _token) = (fixture, fixture.Create(), new Random(unchecked((int)seed)), size, cancellationToken);
        Customers = [.. fixture.Samples, .. Enumerable.Range(0, Math.Max(8, size / 10)).Select(number => RandomInformation.Next(Random, number))];
    }

    public IScoringIndicatorFixture Fixture { get; }

    public IScoringIndicator Indicator { get; }

    public CreditIndicator Declared => Indicator.Declaration.Indicator;

    public Random Random { get; }

    public int Cases { get; }

    public IReadOnlyList<CreditInformation> Customers { get; }

    public async Task<IReadOnlyList<CreditEvidence?>> MeasureAsync(IReadOnlyList<CreditInformation> customers) =>
        await Indicator.MeasureAsync(customers, RandomInformation.Day, _token).ConfigureAwait(false);

    /// <summary>Each customer with what the indicator measures of it, and one more piece of evidence on the indicator.</summary>
    public async Task EachAsync(Action<CreditInformation, CreditEvidence> law)
    {
        IReadOnlyList<CreditEvidence?> measured = await MeasureAsync(Customers).ConfigureAwait(false);
        for (int i = 0; i < Cases; i++)
        {
            _token.ThrowIfCancellationRequested();
            int place = i % Customers.Count;
            CreditInformation known = Customers[place] with { Indicators = [Indicator.Declaration] };
            law(known, i < Customers.Count && measured[place] is { } evidence ? evidence : RandomInformation.Evidence(Random, Declared));
        }
    }

    public static CreditInformation With(CreditInformation information, params CreditEvidence[] more) => information with { Evidence = information.Evidence.Concat(more).ToValueList() };

    public static CreditAssessment Assess(CreditInformation information) => new CreditAssessor(CreditModels.SixC).Assess(information, RandomInformation.Day);

    /// <summary>What the indicator counts as in an assessment.</summary>
    public double ScoreIn(CreditInformation information) =>
        Assess(information).Criteria.SelectMany(static criterion => criterion.Indicators).Single(score => score.Indicator == Declared.Code).Score;
}
