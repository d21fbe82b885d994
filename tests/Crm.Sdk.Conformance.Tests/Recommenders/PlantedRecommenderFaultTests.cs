using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Recommendation;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Recommenders;

/// <summary>The kit's own proof for recommenders: each law is broken by a recommender that is wrong in just what the law is about, and a sound one keeps them all.</summary>
public sealed class PlantedRecommenderFaultTests
{
    private static readonly Dictionary<string, (string Law, Func<IRecommender> Make)> Faults = new(StringComparer.Ordinal)
    {
        ["describes itself anew"] = ("the-descriptor-stays", static () => new Popular { Describe = static () => new RecommenderDescriptor("test.popular", 1) }),
        ["scores above one"] = ("answers-are-well-formed", static () => new Popular { Score = static _ => 1.5 }),
        ["gives no reason"] = ("answers-are-well-formed", static () => new Popular { Reasons = [] }),
        ["invents products"] = ("only-known-products-are-suggested", static () => new Popular { Name = static product => product + "-new" }),
        ["trains by chance"] = ("the-same-data-train-the-same-model", static () => new Popular { Learn = static () => Random.Shared.NextDouble() }),
        ["forgets what it learned"] = ("a-kept-model-answers-the-same", static () => new Popular { Read = static _ => 0.25 }),
        ["counts who asks"] = ("asking-changes-nothing", Counting),
        ["takes purchases for granted"] = ("nothing-bought-is-answered", static () => new Popular { Score = static purchases => purchases.Products[0].Days.Count > 100 ? 0.1 : 0.5 }),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> Laws => [.. RecommenderLaws.All.Select(static law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await RunAsync(Faults[fault].Law, Faults[fault].Make)).Outcome);

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task A_sound_recommender_keeps_every_law(string law) => Assert.Equal(LawOutcome.Held, (await RunAsync(law, static () => new Popular())).Outcome);

    [Fact]
    public void Every_law_has_a_fault_that_breaks_it() => Assert.Equal(RecommenderLaws.All.Select(static law => law.Name).Order(), Faults.Values.Select(static fault => fault.Law).Distinct().Order());

    private static Popular Counting()
    {
        int asked = 0;
        return new Popular { Score = _ => 1.0 / (1 + Interlocked.Increment(ref asked)) };
    }

    private static Task<LawResult> RunAsync(string law, Func<IRecommender> make) => RecommenderLaws.Named(law).RunAsync(new Fixture(make), 7, 100, default);

    private sealed class Fixture(Func<IRecommender> make) : IRecommenderFixture
    {
        public IRecommender Create() => make();
    }

    /// <summary>Suggests the first thing that a customer bought, at a score that it learned. Each fault overrides one thing.</summary>
    private sealed class Popular : IRecommender
    {
        private static readonly RecommenderDescriptor Always = new("test.popular", 1);

        public Func<RecommenderDescriptor> Describe { get; init; } = static () => Always;

        public Func<CustomerPurchases, double>? Score { get; init; }

        public Func<string, string> Name { get; init; } = static product => product;

        public Func<double> Learn { get; init; } = static () => 0.5;

        public Func<string, double> Read { get; init; } = static json => double.Parse(json, CultureInfo.InvariantCulture);

        public ValueList<Reason> Reasons { get; init; } = [new Reason("test.popular", [])];

        public RecommenderDescriptor Descriptor => Describe();

        public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken) => ValueTask.FromResult<IRecommendationModel>(new Model(this, Learn()));

        public IRecommendationModel Load(string json) => new Model(this, Read(json));

        private sealed class Model(Popular of, double learned) : IRecommendationModel
        {
            public string ToJson() => learned.ToString("R", CultureInfo.InvariantCulture);

            public IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases)
            {
                double score = of.Score?.Invoke(purchases) ?? learned;
                return purchases.Products.IsEmpty ? [] : [new Suggestion(of.Name(purchases.Products[0].Product), score, of.Reasons)];
            }
        }
    }
}
