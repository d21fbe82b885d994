using System.Text;
using Crm.Sdk.Conformance.Credit;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every credit information provider keeps.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditInformationProviderLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<ICreditInformationProviderFixture>> All { get; } =
    [
        Of("the-description-stays", "The provider has one name, a code, and the same indicators every time.", DescriptionStaysAsync),
        Of("answers-are-well-formed", "Every customer has an answer; evidence is on declared indicators and keeps its rules; of some sample something is known.", WellFormedAsync),
        Of("batches-change-nothing", "A customer is answered the same in any batch, in any order, by several threads at once, and by another instance.", BatchesAsync),
        Of("strangers-are-answered", "Customers whom nobody knows, and no customers at all, are answered all the same.", StrangersAsync),
        Of("an-assessment-is-made-again-without-it", "What was answered, written and read again, gives the same assessment.", MadeAgainAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<ICreditInformationProviderFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no provider law '{name}'.", nameof(name));

    private static ConformanceLaw<ICreditInformationProviderFixture> Of(string name, string shows, Func<ProviderLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the provider", seed, size, _ => statement(new ProviderLawRun(fixture, seed, size, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static Task DescriptionStaysAsync(ProviderLawRun run)
    {
        ICreditInformationProvider other = run.Fixture.Create();
        Statement.Expect((run.Provider.Name, run.Provider.Indicators) == (run.Provider.Name, run.Provider.Indicators), "The provider describes itself differently every time.");
        Statement.Expect((run.Provider.Name, run.Provider.Indicators) == (other.Name, other.Indicators), "Two providers of the same settings describe themselves differently.");
        _ = new CreditGap(run.Provider.Name, string.Empty, run.Provider.Indicators); // refuses what is no code
        return Task.CompletedTask;
    }

    private static async Task WellFormedAsync(ProviderLawRun run)
    {
        IReadOnlyList<ProvidedInformation> answers = await run.FetchAsync(run.Subjects).ConfigureAwait(false);
        Statement.Expect(answers.Count == run.Subjects.Count, $"{answers.Count} answers for {run.Subjects.Count} customers.");
        foreach (ProvidedInformation answer in answers)
        {
            Statement.Expect(answer.Evidence.Count <= ProvidedInformation.MaxPieces && answer.Statements.Count <= ProvidedInformation.MaxPieces, $"There are more than {ProvidedInformation.MaxPieces} pieces on one customer.");
            foreach (CreditEvidence evidence in answer.Evidence)
            {
                Statement.Expect(run.Provider.Indicators.Contains(evidence.Indicator), $"The evidence is on '{evidence.Indicator}', which the provider does not declare.");
                evidence.Check();
            }

            Statement.Expect(answer.Statements.All(static statement => statement.Reliability is >= 0 and <= 1), "The reliability of a statement is not from 0 to 1.");
        }

        Statement.Expect(answers.Take(run.Fixture.Samples.Count).Any(static answer => answer != ProvidedInformation.None), "Of no sample anything is known, so that nothing is proved; let the fixture name customers whom the provider knows.");
    }

    private static async Task BatchesAsync(ProviderLawRun run)
    {
        await Pieces.ExpectSameAsync(run.Random, run.Subjects, run.FetchAsync).ConfigureAwait(false);
        IReadOnlyList<ProvidedInformation> other = await run.Fixture.Create().FetchAsync(run.Subjects, RandomInformation.Day, CancellationToken.None).ConfigureAwait(false);
        Statement.Expect(other.SequenceEqual(await run.FetchAsync(run.Subjects).ConfigureAwait(false)), "Another instance says something else.");
    }

    private static async Task StrangersAsync(ProviderLawRun run)
    {
        Statement.Expect((await run.FetchAsync([]).ConfigureAwait(false)).Count == 0, "Somebody was answered although nobody was asked about.");
        Statement.Expect((await run.FetchAsync(run.Strangers).ConfigureAwait(false)).Count == run.Strangers.Count, "A customer whom nobody knows has no answer; an empty one is one.");
    }

    private static async Task MadeAgainAsync(ProviderLawRun run)
    {
        IReadOnlyList<ProvidedInformation> answers = await run.FetchAsync(run.Subjects).ConfigureAwait(false);
        foreach ((CreditSubject subject, ProvidedInformation answer) in run.Subjects.Zip(answers))
        {
            var information = new CreditInformation { Customer = subject.Customer.Id.ToString(), Currency = subject.Currency, Evidence = answer.Evidence, Statements = answer.Statements };
            CreditInput read = CreditInputReader.Read(Encoding.UTF8.GetBytes(CreditInputWriter.Write(new CreditInput(information, RandomInformation.Day))));
            CreditAssessment first = IndicatorLawRun.Assess(information), again = IndicatorLawRun.Assess(read.Information);
            Statement.Expect((first.Score, first.Confidence, first.Grade) == (again.Score, again.Confidence, again.Grade), $"The assessment of {subject.Customer.Key} came out {again.Score} instead of {first.Score} when it was made again.");
        }
    }
}
