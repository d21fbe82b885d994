using System.Runtime.CompilerServices;
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
    /// <summary>For how many customers a recommender is asked in one guarded call.</summary>
    public const int CustomersPerCall = 50;

    private readonly ICrm _crm;
    private readonly BasketReader _records;
    private readonly IExtensions _extensions;
    private readonly RecommendationSettings _settings;
    private readonly ModelLedger _ledger;
    private readonly PurchaseReader _purchases;
    private readonly RecommenderCalls _calls;
    private readonly TrainedTexts _trained;

    /// <summary>Makes a desk.</summary>
    public RecommendationDesk(ICrm crm, BasketReader records, CustomerIdentity identity, IExtensions extensions, RecommendationSettings settings, IClock clock, TimeProvider time)
    {
        (_crm, _records, _extensions, _settings) = (crm, records, extensions, settings);
        _ledger = new ModelLedger(crm, records, clock);
        _purchases = new PurchaseReader(records, identity);
        _calls = new RecommenderCalls(settings, time);
        _trained = new TrainedTexts(time, settings.TrainedLifetime);
    }

    /// <summary>Trains all recommenders as of an instant and keeps their models, all in one commit; then the oldest go, as <see cref="RecommendationSettings.KeptModels"/> says.</summary>
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
            (string? json, string? problem) = await _calls.TrainAsync(extension, data, cancellationToken).ConfigureAwait(false);
            trained.Add((extension.Instance.Descriptor, json ?? throw new CrmException(RecommendationErrorCodes.RecommenderFailed, problem!)));
        }

        IReadOnlyList<StoredModel> written = await _ledger.WriteAsync(scope, asOf, data.Baskets.Count, trained, cancellationToken).ConfigureAwait(false);
        foreach (StoredModel model in written)
        {
            await _ledger.PruneAsync(scope, model.Recommender, model.Zone, _settings.KeptModels, cancellationToken).ConfigureAwait(false);
        }

        return written;
    }

    /// <summary>
    /// Says what to offer to a customer. Each recommender answers by its newest kept model that is for the instant or an earlier one. One without such a model learns from all days that had ended by then, and
    /// what it learned serves later answers of the day too, for <see cref="RecommendationSettings.TrainedLifetime"/> in this process.
    /// </summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <param name="take">How many products at most, 1 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer. CRM6153: a kept model is damaged.</exception>
    public async Task<Recommendations> ForAsync(CrmScope scope, CustomerId customer, AsOf asOf, int take, CancellationToken cancellationToken) =>
        await ForAllAsync(scope, new[] { customer }.ToAsyncEnumerable(), asOf, take, cancellationToken).SingleAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Says what to offer to many customers, in their order. Models are read once, and each recommender is called once for <see cref="CustomersPerCall"/> customers.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="asOf">The instant that the answers are for.</param>
    /// <param name="take">How many products at most for each, 1 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer. CRM6153: a kept model is damaged.</exception>
    public async IAsyncEnumerable<Recommendations> ForAllAsync(
        CrmScope scope, IAsyncEnumerable<CustomerId> customers, AsOf asOf, int take, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        List<ReadyModel>? models = null;
        await foreach (CustomerId[] batch in customers.Chunk(CustomersPerCall).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await using ICrmSession session = _crm.OpenSession(scope);
            Customer[] known = await CustomersAsync(session, batch, cancellationToken).ConfigureAwait(false);
            Customer[] asked = [.. known.Where(customer => Refusal(customer) is null).DistinctBy(static customer => customer.Id)];
            models ??= asked.Length == 0 ? null : await ModelsAsync(scope, asOf, cancellationToken).ConfigureAwait(false);
            Dictionary<CustomerId, Recommendations> answers = await AnswersAsync(session, asked, asOf, take, models ?? [], cancellationToken).ConfigureAwait(false);
            foreach (Customer customer in known)
            {
                yield return answers.GetValueOrDefault(customer.Id) ?? new Recommendations(customer.Id, default, default, Refusal(customer), default);
            }
        }
    }

    /// <summary>
    /// Says how a new product relates to what customers bought, in their order (CA-6). What customers buy together is learned from all orders up to the instant, once for the call.
    /// </summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="product">The new product's key.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="asOf">The instant that the answers are for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer. CRM6154: there is no such product.</exception>
    public async IAsyncEnumerable<ProductInterest> ForNewProductAsync(
        CrmScope scope, string product, IAsyncEnumerable<CustomerId> customers, AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(asOf);
        RecommendationData data = await DataAsync(scope, asOf, null, cancellationToken).ConfigureAwait(false);
        Product offered = data.Products.FirstOrDefault(known => known.Key == product)
            ?? throw new CrmException(RecommendationErrorCodes.UnknownProduct, $"There is no product '{product}'; add it first, with its category, attributes and relations.");
        var relation = new NewProductRelation(offered, data.Products, data.Relations, data.Baskets.Count == 0 ? null : new ItemSimilarity(data.Baskets));
        await foreach (CustomerId[] batch in customers.Chunk(CustomersPerCall).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await using ICrmSession session = _crm.OpenSession(scope);
            foreach (Customer customer in await CustomersAsync(session, batch, cancellationToken).ConfigureAwait(false))
            {
                string? refusal = Refusal(customer);
                yield return new ProductInterest(
                    customer.Id, refusal is null ? relation.Score((await _purchases.ReadAsync(scope, customer.Id, asOf, cancellationToken).ConfigureAwait(false)).Purchases) : null, refusal);
            }
        }
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

    private static async Task<Customer[]> CustomersAsync(ICrmSession session, CustomerId[] ids, CancellationToken cancellationToken)
    {
        IReadOnlyList<Customer?> known = await session.FindAsync<Customer>([.. ids.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false);
        Customer[] found = [.. known.OfType<Customer>()];
        return found.Length == ids.Length
            ? found
            : throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {ids[known.TakeWhile(static customer => customer is not null).Count()]}.");
    }

    private async Task<Dictionary<CustomerId, Recommendations>> AnswersAsync(
        ICrmSession session, Customer[] customers, AsOf asOf, int take, List<ReadyModel> models, CancellationToken cancellationToken)
    {
        if (customers.Length == 0)
        {
            return [];
        }

        var purchases = new CustomerPurchases[customers.Length];
        var returned = new IReadOnlySet<string>[customers.Length];
        for (int i = 0; i < customers.Length; i++)
        {
            (purchases[i], returned[i], _) = await _purchases.ReadAsync(session.Scope, customers[i].Id, asOf, cancellationToken).ConfigureAwait(false);
        }

        List<Suggestion>[] named = [.. customers.Select(static _ => new List<Suggestion>())];
        List<string>[] problems = [.. customers.Select(_ => models.Select(static model => model.Problem).OfType<string>().ToList())];
        foreach (ReadyModel ready in models)
        {
            if (ready.Model is { } model)
            {
                await _calls.SuggestAsync(ready.Recommender, model, purchases, named, problems, cancellationToken).ConfigureAwait(false);
            }
        }

        IReadOnlyDictionary<string, Product> products = await ProductsAsync(session, [.. named.SelectMany(static of => of).Select(static suggestion => suggestion.Product).Distinct(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        return Enumerable.Range(0, customers.Length).ToDictionary(i => customers[i].Id, i => Offers(customers[i].Id, purchases[i], returned[i], named[i], products, take, problems[i]));
    }

    /// <summary>The model of each recommender: the kept one, or what it learns now.</summary>
    private async Task<List<ReadyModel>> ModelsAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        AsOf ended = asOf.Instant == AsOf.EndOf(asOf.Date, asOf.Zone).Instant ? asOf : AsOf.EndOf(asOf.Date.PlusDays(-1), asOf.Zone);
        var models = new List<ReadyModel>();
        RecommendationData? data = null;
        foreach (Extension<IRecommender> extension in Recommenders())
        {
            RecommenderDescriptor recommender = extension.Instance.Descriptor;
            string? text = (await _ledger.FindAsync(scope, recommender, asOf, cancellationToken).ConfigureAwait(false))?.Json ?? _trained.Find(scope.Tenant, recommender, ended);
            string? problem = null;
            if (text is null)
            {
                data ??= await DataAsync(scope, ended, null, cancellationToken).ConfigureAwait(false);
                (string? learned, problem) = await _calls.TrainAsync(extension, data, cancellationToken).ConfigureAwait(false);
                text = learned is null ? null : _trained.Keep(scope.Tenant, recommender, ended, learned);
            }

            (IRecommendationModel? model, string? unread) = text is null ? (null, null) : await _calls.LoadAsync(extension, text, cancellationToken).ConfigureAwait(false);
            models.Add(new ReadyModel(extension, model, problem ?? unread));
        }

        return models;
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

    private sealed record ReadyModel(Extension<IRecommender> Recommender, IRecommendationModel? Model, string? Problem);
}
