using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Plugins;
using Crm.Sdk.Products;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>Trains the recommenders of all plugins and says what to offer to a customer now, with reasons (RE-1 to RE-3).</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class RecommendationDesk
{
    private readonly ICrm _crm;
    private readonly BasketReader _records;
    private readonly IExtensions _extensions;
    private readonly RecommendationSettings _settings;
    private readonly TimeProvider _time;
    private readonly ModelLedger _ledger;
    private readonly PurchaseReader _purchases;

    /// <summary>Makes a desk.</summary>
    public RecommendationDesk(ICrm crm, BasketReader records, CustomerIdentity identity, IExtensions extensions, RecommendationSettings settings, IClock clock, TimeProvider time)
    {
        (_crm, _records, _extensions, _settings, _time) = (crm, records, extensions, settings, time);
        _ledger = new ModelLedger(crm, records, clock);
        _purchases = new PurchaseReader(records, identity);
    }

    /// <summary>Trains all recommenders as of an instant and keeps their models, all in one commit.</summary>
    /// <param name="scope">The tenant, and who trains.</param>
    /// <param name="asOf">The instant; nothing later is learned.</param>
    /// <param name="progress">Told how many orders were read.</param>
    /// <param name="cancellationToken">Stops the training; nothing is kept then.</param>
    /// <exception cref="CrmException">CRM6152: a recommender failed, or two have one id.</exception>
    public async Task<IReadOnlyList<StoredModel>> TrainAsync(CrmScope scope, AsOf asOf, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        RecommendationData data = await DataAsync(scope, asOf, progress, cancellationToken).ConfigureAwait(false);
        var trained = new List<(RecommenderDescriptor Recommender, string Json)>();
        foreach (Extension<IRecommender> extension in Recommenders())
        {
            (IRecommendationModel? model, string? problem) = await TrainAsync(extension, data, cancellationToken).ConfigureAwait(false);
            trained.Add((extension.Instance.Descriptor, (model ?? throw new CrmException(RecommendationErrorCodes.RecommenderFailed, problem!)).ToJson()));
        }

        return await _ledger.WriteAsync(scope, asOf, data.Baskets.Count, trained, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Says what to offer to a customer. Each recommender answers by its newest kept model that is for the instant or an earlier one; one without such a model is trained for
    /// this answer alone.
    /// </summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <param name="take">How many products at most, 1 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer. CRM6153: a kept model is damaged.</exception>
    public async Task<Recommendations> ForAsync(CrmScope scope, CustomerId customer, AsOf asOf, int take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        await using ICrmSession session = _crm.OpenSession(scope);
        Customer known = await session.FindAsync<Customer>(customer, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {customer}.");
        if (Refusal(known) is { } refusal)
        {
            return new Recommendations(customer, default, default, refusal, default);
        }

        (CustomerPurchases purchases, IReadOnlySet<string> returned, _) = await _purchases.ReadAsync(scope, customer, asOf, cancellationToken).ConfigureAwait(false);
        var problems = new List<string>();
        var named = new List<Suggestion>();
        RecommendationData? data = null;
        foreach (Extension<IRecommender> extension in Recommenders())
        {
            (IRecommendationModel? model, string? problem) = await _ledger.FindAsync(scope, extension.Instance.Descriptor, asOf, cancellationToken).ConfigureAwait(false) is { } kept
                ? await LoadAsync(extension, kept.Json, cancellationToken).ConfigureAwait(false)
                : await TrainAsync(extension, data ??= await DataAsync(scope, asOf, null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (model is not null)
            {
                problem = await SuggestAsync(extension, model, purchases, named, cancellationToken).ConfigureAwait(false);
            }

            if (problem is not null)
            {
                problems.Add(problem);
            }
        }

        IReadOnlyDictionary<string, Product> products = await ProductsAsync(session, [.. named.Select(static suggestion => suggestion.Product).Distinct(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        return Offers(customer, purchases, returned, named, products, take, problems);
    }

    /// <summary>When a customer is expected to order next: first the order as such, then each product that has a rhythm of its own, soonest first.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>None where the customer ordered on fewer than three days: then there is no rhythm.</returns>
    public async Task<IReadOnlyList<ExpectedOrder>> NextAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        (CustomerPurchases purchases, _, ValueList<LocalDate> days) = await _purchases.ReadAsync(scope, customer, asOf, cancellationToken).ConfigureAwait(false);
        var expected = new List<ExpectedOrder>();
        foreach (PurchasedProduct product in purchases.Products)
        {
            Add(product.Product, PurchaseRhythm.Of(product.Days, product.Quantities));
        }

        expected.Sort(static (a, b) => a.Rhythm.Expected != b.Rhythm.Expected ? a.Rhythm.Expected.CompareTo(b.Rhythm.Expected) : string.CompareOrdinal(a.Product, b.Product));
        ExpectedOrder[] products = [.. expected];
        expected.Clear();
        Add(null, PurchaseRhythm.Of(days));
        return [.. expected, .. products];

        void Add(string? product, PurchaseRhythm? rhythm)
        {
            if (rhythm is not null)
            {
                expected.Add(new ExpectedOrder(product, rhythm, Period.DaysBetween(rhythm.Expected, asOf.Date)));
            }
        }
    }

    private string? Refusal(Customer customer) =>
        customer.State != CustomerState.Active ? "recommendation.refused.archived"
        : customer.Attributes.Items.Any(attribute => attribute.Name == _settings.OptOutAttribute && attribute.Value == "true") ? "recommendation.refused.opted-out" : null;

    private Recommendations Offers(
        CustomerId customer, CustomerPurchases purchases, IReadOnlySet<string> returned, List<Suggestion> named, IReadOnlyDictionary<string, Product> products, int take, List<string> problems)
    {
        var had = purchases.Products.ToDictionary(static product => product.Product, StringComparer.Ordinal);
        var offers = new List<OfferedProduct>();
        var leftOut = new List<LeftOutProduct>();
        foreach (IGrouping<string, Suggestion> of in named.GroupBy(static suggestion => suggestion.Product, StringComparer.Ordinal).OrderBy(static of => of.Key, StringComparer.Ordinal))
        {
            if (LeftOut(of.Key, had.GetValueOrDefault(of.Key), returned, products.GetValueOrDefault(of.Key)) is { } code)
            {
                leftOut.Add(new LeftOutProduct(of.Key, code));
                continue;
            }

            double no = of.Aggregate(1.0, static (product, suggestion) => product * (1 - suggestion.Score));
            offers.Add(new OfferedProduct(of.Key, 1 - no, of.OrderByDescending(static suggestion => suggestion.Score).SelectMany(static suggestion => suggestion.Reasons).ToValueList()));
        }

        return new Recommendations(
            customer,
            offers.OrderByDescending(static offer => offer.Score).ThenBy(static offer => offer.Product, StringComparer.Ordinal).Take(take).ToValueList(),
            leftOut.ToValueList(),
            null,
            problems.ToValueList());
    }

    private string? LeftOut(string key, PurchasedProduct? had, IReadOnlySet<string> returned, Product? product)
    {
        if (product is { IsActive: false })
        {
            return "recommendation.left-out.not-sold";
        }

        if (product?.Attributes.Items.FirstOrDefault(attribute => attribute.Name == _settings.StockAttribute) is { } stock
            && decimal.TryParse(stock.Value, System.Globalization.CultureInfo.InvariantCulture, out decimal pieces) && pieces <= 0)
        {
            return "recommendation.left-out.out-of-stock";
        }

        return returned.Contains(key) ? "recommendation.left-out.returned"
            : had is not null && had.Days.Count < _settings.RepeatDays ? "recommendation.left-out.owned" : null;
    }

    private Extension<IRecommender>[] Recommenders()
    {
        Extension<IRecommender>[] all = [.. _extensions.All<IRecommender>()];
        return all.GroupBy(static extension => extension.Instance.Descriptor.Id, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice
            ? throw new CrmException(RecommendationErrorCodes.RecommenderFailed, $"Two recommenders have the id '{twice.Key}': of {string.Join(" and ", twice.Select(static extension => extension.Owner))}; remove one of the plugins.")
            : all;
    }

    private async Task<RecommendationData> DataAsync(CrmScope scope, AsOf asOf, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var products = new List<Product>();
        await foreach (Product product in _records.AllAsync<Product>(scope, ProductModel.Kind, cancellationToken).ConfigureAwait(false))
        {
            products.Add(product);
        }

        var relations = new List<ProductRelation>();
        await foreach (ProductRelation relation in _records.AllAsync<ProductRelation>(scope, ProductRelationModel.Kind, cancellationToken).ConfigureAwait(false))
        {
            relations.Add(relation);
        }

        return new RecommendationData
        {
            AsOf = asOf,
            Baskets = await _records.ReadAsync(scope, asOf, null, progress, cancellationToken).ConfigureAwait(false),
            Products = [.. products.OrderBy(static product => product.Key, StringComparer.Ordinal)],
            Relations = [.. relations.OrderBy(static relation => (relation.Type, relation.From, relation.To))],
        };
    }

    /// <summary>Training takes longer than a guarded call may, so it runs beside the guard and tells it how it ended.</summary>
    private async Task<(IRecommendationModel? Model, string? Problem)> TrainAsync(Extension<IRecommender> extension, RecommendationData data, CancellationToken cancellationToken)
    {
        if (extension.Guard.IsOpen)
        {
            return (null, $"{extension.Instance.Descriptor}: the plugin {extension.Owner} is switched off after failures.");
        }

        IRecommendationModel? model = null;
        CallFailure? failure = await GuardedCall.RunAsync(
            null, "train", (extension.Instance, data), async (state, stop) => model = await state.Instance.TrainAsync(state.data, stop).ConfigureAwait(false), _settings.TrainingDeadline, _time, cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            extension.Guard.Succeeded(1);
        }
        else
        {
            extension.Guard.Failed(failure.ExceptionType, failure.Message);
        }

        return failure is null ? (model, null) : (null, Describe(extension, failure));
    }

    private async Task<(IRecommendationModel? Model, string? Problem)> LoadAsync(Extension<IRecommender> extension, string json, CancellationToken cancellationToken)
    {
        IRecommendationModel? model = null;
        CallFailure? failure = await GuardedCall.RunAsync(
            extension.Guard,
            "load-model",
            (extension.Instance, json),
            (state, _) =>
            {
                model = state.Instance.Load(state.json);
                return ValueTask.CompletedTask;
            },
            _settings.AnswerDeadline,
            _time,
            cancellationToken).ConfigureAwait(false);
        return failure is null ? (model, null) : (null, Describe(extension, failure));
    }

    private async Task<string?> SuggestAsync(Extension<IRecommender> extension, IRecommendationModel model, CustomerPurchases purchases, List<Suggestion> named, CancellationToken cancellationToken)
    {
        IReadOnlyList<Suggestion> suggested = [];
        CallFailure? failure = await GuardedCall.RunAsync(
            extension.Guard,
            "suggest",
            (model, purchases),
            (state, _) =>
            {
                suggested = [.. state.model.Suggest(state.purchases)];
                return ValueTask.CompletedTask;
            },
            _settings.AnswerDeadline,
            _time,
            cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return Describe(extension, failure);
        }

        if (suggested.FirstOrDefault(static one => one is not { Score: >= 0 and <= 1, Reasons.IsEmpty: false, Product.Length: > 0 }) is { } wrong)
        {
            return $"{extension.Instance.Descriptor}: it answered '{wrong.Product}' with the score {wrong.Score} and {wrong.Reasons.Count} reasons; a score is 0 to 1, and there is a reason.";
        }

        named.AddRange(suggested);
        return null;
    }

    private static string Describe(Extension<IRecommender> extension, CallFailure failure) => $"{extension.Instance.Descriptor} failed: {failure.ExceptionType}: {failure.Message}";

    private static async Task<IReadOnlyDictionary<string, Product>> ProductsAsync(ICrmSession session, string[] keys, CancellationToken cancellationToken)
    {
        var products = new Dictionary<string, Product>(StringComparer.Ordinal);
        foreach (string[] chunk in keys.Chunk(500))
        {
            CrmPage<Product> page = await session.QueryAsync(
                new CrmQuery<Product> { Where = Condition.IsIn(ProductModel.Key, [.. chunk.Select(static key => FieldValue.Of(key))]), Limit = 500 }, cancellationToken).ConfigureAwait(false);
            foreach (Product product in page.Items)
            {
                products[product.Key] = product;
            }
        }

        return products;
    }
}
