using Crm.Sdk.Conformance.Recommenders;
using Crm.Sdk.Recommendation;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every recommender keeps.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RecommenderLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<IRecommenderFixture>> All { get; } =
    [
        Of("the-descriptor-stays", "The recommender describes itself by one object, the same every time.", DescriptorStaysAsync),
        Of("answers-are-well-formed", "Each product comes once, with a score of 0 to 1 and a reason, for every customer of random purchases.", WellFormedAsync),
        Of("only-known-products-are-suggested", "Nothing is suggested that was neither bought nor on record.", OnlyKnownAsync),
        Of("the-same-data-train-the-same-model", "Trained again, by another instance, from the same data, the model gives the same answers.", DeterministicAsync),
        Of("a-kept-model-answers-the-same", "Written and read again, a model gives the same answers.", KeptAsync),
        Of("asking-changes-nothing", "Asked again, by many threads at once, and after others were asked, a model gives the same answer.", AskingAsync),
        Of("nothing-bought-is-answered", "Without orders, products or purchases the recommender trains and answers all the same.", NothingAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IRecommenderFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no recommender law '{name}'.", nameof(name));

    private static ConformanceLaw<IRecommenderFixture> Of(string name, string shows, Func<RecommenderLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the recommender", seed, size, _ => statement(new RecommenderLawRun(fixture, seed, size, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static Task DescriptorStaysAsync(RecommenderLawRun run)
    {
        Statement.Expect(ReferenceEquals(run.Recommender.Descriptor, run.Recommender.Descriptor), "The descriptor is another object every time; make it once.");
        Statement.Expect(run.Recommender.Descriptor == run.Fixture.Create().Descriptor, "Two recommenders of the same settings describe themselves differently.");
        return Task.CompletedTask;
    }

    private static async Task WellFormedAsync(RecommenderLawRun run)
    {
        IRecommendationModel model = await run.TrainAsync(run.Recommender).ConfigureAwait(false);
        foreach (CustomerPurchases customer in run.Customers)
        {
            IReadOnlyList<Suggestion> answer = model.Suggest(customer);
            Statement.Expect(answer.All(static one => one is { Score: >= 0 and <= 1, Reasons.IsEmpty: false }), "A score is not from 0 to 1, or there is no reason.");
            Statement.Expect(answer.Select(static one => one.Product).Distinct().Count() == answer.Count, "A product comes twice in one answer.");
        }
    }

    private static async Task OnlyKnownAsync(RecommenderLawRun run)
    {
        IRecommendationModel model = await run.TrainAsync(run.Recommender).ConfigureAwait(false);
        HashSet<string> known = [.. run.Data.Baskets.Items, .. run.Data.Products.Select(static product => product.Key), .. run.Customers.SelectMany(static customer => customer.Products).Select(static product => product.Product)];
        Suggestion? strange = run.Customers.SelectMany(model.Suggest).FirstOrDefault(one => !known.Contains(one.Product));
        Statement.Expect(strange is null, $"'{strange?.Product}' was neither bought nor is it on record.");
    }

    private static async Task DeterministicAsync(RecommenderLawRun run)
    {
        IRecommendationModel first = await run.TrainAsync(run.Recommender).ConfigureAwait(false), again = await run.TrainAsync(run.Recommender).ConfigureAwait(false);
        IRecommendationModel other = await run.TrainAsync(run.Fixture.Create()).ConfigureAwait(false);
        run.ExpectSame(first, again, "when trained again");
        run.ExpectSame(first, other, "when another instance was trained");
    }

    private static async Task KeptAsync(RecommenderLawRun run)
    {
        IRecommendationModel model = await run.TrainAsync(run.Recommender).ConfigureAwait(false);
        run.ExpectSame(model, run.Fixture.Create().Load(model.ToJson()), "when read again");
    }

    private static async Task AskingAsync(RecommenderLawRun run)
    {
        IRecommendationModel model = await run.TrainAsync(run.Recommender).ConfigureAwait(false);
        string[] first = [.. run.Customers.Select(customer => RecommenderLawRun.Text(model.Suggest(customer)))];
        string[] second = new string[first.Length];
        Parallel.For(0, first.Length, at => second[first.Length - 1 - at] = RecommenderLawRun.Text(model.Suggest(run.Customers[first.Length - 1 - at])));
        Statement.Expect(first.SequenceEqual(second), "A customer got another answer when asked again, by many threads, in another order.");
    }

    private static async Task NothingAsync(RecommenderLawRun run)
    {
        var nothing = new RecommendationData { AsOf = run.Data.AsOf, Baskets = new BasketSetBuilder().Build() };
        IRecommendationModel empty = await run.Recommender.TrainAsync(nothing, run.Token).ConfigureAwait(false);
        _ = empty.Suggest(run.Customers[0]);
        _ = empty.Suggest(new CustomerPurchases(run.Data.AsOf.Date, []));
        IRecommendationModel model = await run.TrainAsync(run.Recommender).ConfigureAwait(false);
        _ = model.Suggest(new CustomerPurchases(run.Data.AsOf.Date, []));
    }
}
