using Crm.Sdk.Credit;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Credit;

/// <summary>The kit's own proof for indicators and providers: what a plugin can do wrong is found by the law that it breaks. The laws of CR-2 are the core's, whatever a plugin does, as long as it declares itself well.</summary>
public sealed class PlantedCreditPluginFaultTests
{
    private static readonly Dictionary<string, (string Law, Func<IScoringIndicator> Make)> Indicators = new(StringComparer.Ordinal)
    {
        ["declares itself anew"] = ("the-declaration-stays", static () => new Faulty { Declare = Faulty.Declared }),
        ["takes a built-in code"] = ("the-declaration-stays", static () => new Faulty("days-late")),
        ["answers for one too few"] = ("answers-are-well-formed", static () => new Faulty { Answer = static (answers, _) => [.. answers.Skip(1)] }),
        ["speaks of something else"] = ("answers-are-well-formed", static () => new Faulty { Answer = static (answers, _) => [.. answers.Select(static one => one is null ? null : one with { Indicator = "acme.other" })] }),
        ["knows the future"] = ("answers-are-well-formed", static () => new Faulty { Answer = static (answers, day) => [.. answers.Select(one => one is null ? null : one with { Date = day.PlusDays(1) })] }),
        ["never measures"] = ("answers-are-well-formed", static () => new Faulty { Answer = static (answers, _) => [.. answers.Select(static _ => (CreditEvidence?)null)] }),
        ["ranks the batch"] = ("batches-change-nothing", static () => new Faulty { Answer = static (answers, _) => [.. answers.Select(one => one is null ? null : one with { Value = answers.Count })] }),
        ["takes customers for granted"] = ("nothing-known-is-answered", static () => new Faulty { Answer = static (answers, _) => [answers[0], .. answers.Skip(1)] }),
    };

    private static readonly Dictionary<string, (string Law, Func<ICreditInformationProvider> Make)> Providers = new(StringComparer.Ordinal)
    {
        ["has a name that is no code"] = ("the-description-stays", static () => new Provider { Name = "ACME Bureau" }),
        ["speaks of more than it declares"] = ("answers-are-well-formed", static () => new Provider { Indicators = [] }),
        ["answers for one too few"] = ("answers-are-well-formed", static () => new Provider { Answer = static answers => [.. answers.Skip(1)] }),
        ["counts who was asked about"] = ("batches-change-nothing", static () => new Provider { Answer = static answers => answers.Count > 5 ? answers : [.. answers.Select(static _ => ProvidedInformation.None)] }),
        ["takes customers for granted"] = ("strangers-are-answered", static () => new Provider { Answer = static answers => [answers[0], .. answers.Skip(1)] }),
    };

    public static TheoryData<string> IndicatorFaults => [.. Indicators.Keys];

    public static TheoryData<string> ProviderFaults => [.. Providers.Keys];

    [Theory]
    [MemberData(nameof(IndicatorFaults))]
    public async Task A_planted_fault_of_an_indicator_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await ScoringIndicatorLaws.Named(Indicators[fault].Law).RunAsync(new IndicatorFixture(Indicators[fault].Make), 7, 100, default)).Outcome);

    [Theory]
    [MemberData(nameof(ProviderFaults))]
    public async Task A_planted_fault_of_a_provider_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await CreditInformationProviderLaws.Named(Providers[fault].Law).RunAsync(new ProviderFixture(Providers[fault].Make), 7, 100, default)).Outcome);

    private sealed class IndicatorFixture(Func<IScoringIndicator> make) : IScoringIndicatorFixture
    {
        public IReadOnlyList<CreditInformation> Samples { get; } = new PressIndicatorFixture().Samples;

        public IScoringIndicator Create() => make();
    }

    private sealed class ProviderFixture(Func<ICreditInformationProvider> make) : ICreditInformationProviderFixture
    {
        public IReadOnlyList<CreditSubject> Samples { get; } = new BureauProviderFixture().Samples;

        public ICreditInformationProvider Create() => make();
    }

    /// <summary>The sound indicator, wrong in one thing.</summary>
    private sealed class Faulty : IScoringIndicator
    {
        private readonly PressIndicator _sound = new();

        public Faulty(string? code = null)
        {
            AddedIndicator always = code is null ? _sound.Declaration : new AddedIndicator(CreditCriteria.Character, new CreditIndicator(code, 0.25, _sound.Declaration.Indicator.Curve));
            Declare = () => always;
        }

        public Func<AddedIndicator> Declare { get; init; }

        public Func<IReadOnlyList<CreditEvidence?>, LocalDate, IReadOnlyList<CreditEvidence?>> Answer { get; init; } = static (answers, _) => answers;

        public AddedIndicator Declaration => Declare();

        public static AddedIndicator Declared() => new PressIndicator().Declaration;

        public async ValueTask<IReadOnlyList<CreditEvidence?>> MeasureAsync(IReadOnlyList<CreditInformation> customers, LocalDate asOf, CancellationToken cancellationToken) =>
            Answer(await _sound.MeasureAsync(customers, asOf, cancellationToken), asOf);
    }

    /// <summary>The sound provider, wrong in one thing.</summary>
    private sealed class Provider : ICreditInformationProvider
    {
        private readonly BureauProvider _sound = new();

        public string Name { get; init; } = "acme.bureau";

        public ValueList<string> Indicators { get; init; } = new BureauProvider().Indicators;

        public Func<IReadOnlyList<ProvidedInformation>, IReadOnlyList<ProvidedInformation>> Answer { get; init; } = static answers => answers;

        public async ValueTask<IReadOnlyList<ProvidedInformation>> FetchAsync(IReadOnlyList<CreditSubject> customers, LocalDate asOf, CancellationToken cancellationToken) =>
            Answer(await _sound.FetchAsync(customers, asOf, cancellationToken));
    }
}
