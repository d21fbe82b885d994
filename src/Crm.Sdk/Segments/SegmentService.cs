using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Segments over a store.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class SegmentService : ISegments
{
    private readonly SegmentSources _sources;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="attributes">The attributes of customers.</param>
    /// <param name="extensions">What plugins contribute: rules for the names of labels, sources of facts.</param>
    /// <param name="settings">The reporting currency.</param>
    /// <param name="time">Timers, for deadlines of fact sources.</param>
    /// <param name="rates">Exchange rates, or null where there are none: amounts in other currencies are then undefined.</param>
    public SegmentService(ICrm crm, ICrmStore store, AttributeCatalogue attributes, IExtensions extensions, ClassifierSettings settings, TimeProvider time, IExchangeRates? rates = null) =>
        _sources = new SegmentSources(crm, store, attributes, extensions, settings, time, rates);

    /// <inheritdoc/>
    public async Task<SegmentCount> CountAsync(CrmScope scope, SegmentRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        SegmentSearch search = await SearchAsync(scope, request, cancellationToken).ConfigureAwait(false);
        return new SegmentCount(await search.CountAsync(progress, cancellationToken).ConfigureAwait(false), search.Plan);
    }

    /// <inheritdoc/>
    public async Task<SegmentPage> ListAsync(CrmScope scope, SegmentRequest request, SegmentPaging page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Take is < 1 or > StoreQuery.MaxLimit)
        {
            throw new CrmException(StorageErrorCodes.BadPage, $"A page takes 1 to {StoreQuery.MaxLimit} records; {page.Take} were asked for.");
        }

        SegmentSearch search = await SearchAsync(scope, request, cancellationToken).ConfigureAwait(false);
        (List<Customer> members, PageCursor? next) = await search.PageAsync(page, cancellationToken).ConfigureAwait(false);
        return new SegmentPage([.. members], next, search.Plan);
    }

    /// <inheritdoc/>
    public async Task<SegmentExplanation> ExplainAsync(CrmScope scope, SegmentRequest request, CustomerId customer, CancellationToken cancellationToken)
    {
        (SegmentNode root, SegmentLoader loader, _) = await CompileAsync(scope, request, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredRecord?> found = await _sources.Store.FindAsync(scope.Tenant, CustomerModel.Kind.Kind, [customer], cancellationToken).ConfigureAwait(false);
        Customer entity = (Customer?)found[0]?.Entity ?? throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {customer}.");
        SegmentNode states = States(request);
        SegmentBatch batch = await loader.LoadAsync([entity], [root], cancellationToken).ConfigureAwait(false);
        SegmentFinding finding = root.Explain(batch, 0);
        bool fits = states.Holds(batch, 0);
        return new SegmentExplanation(entity, finding.Holds && fits, fits, finding);
    }

    /// <inheritdoc/>
    public async Task<SegmentPlan> PlanAsync(CrmScope scope, SegmentRequest request, CancellationToken cancellationToken) =>
        (await SearchAsync(scope, request, cancellationToken).ConfigureAwait(false)).Plan;

    /// <inheritdoc/>
    public async Task<SegmentDefinition> SaveAsync(ICrmSession session, string name, Segment segment, AsOf asOf, string? titleEn, string? titleZh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(segment);
        IdentityText.Require(name, SegmentDefinition.MaxNameLength, "segment");
        var lookups = new SegmentLookups(_sources, session.Scope, asOf);
        await new SegmentCompiler(lookups).SavedAsAsync(name, segment, cancellationToken).ConfigureAwait(false);
        SegmentDefinition? latest = await lookups.DefinitionAsync(name, null, cancellationToken).ConfigureAwait(false);
        var definition = new SegmentDefinition
        {
            Id = RecordId.New(),
            Name = name,
            Version = (latest?.Version ?? 0) + 1,
            Definition = SegmentJson.Write(segment),
            TitleEn = titleEn ?? latest?.TitleEn,
            TitleZh = titleZh ?? latest?.TitleZh,
        };
        session.Add(definition);
        return definition;
    }

    /// <inheritdoc/>
    public Task<SegmentDefinition?> FindAsync(CrmScope scope, string name, int? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SegmentLookups(_sources, scope, AsOf.At(NodaTime.Instant.MinValue, NodaTime.DateTimeZone.Utc)).DefinitionAsync(name, version, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CrmPage<SegmentDefinition>> VersionsAsync(CrmScope scope, string name, PageCursor? after, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _sources.Crm.OpenSession(scope);
        return await session.QueryAsync(
            new CrmQuery<SegmentDefinition>
            {
                Where = Condition.Equal(SegmentModel.Name, FieldValue.Of(name)),
                Order = new RecordOrder(SegmentModel.Version, Descending: true),
                After = after,
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Archives in the states that were asked for; never merged ones.</summary>
    private CustomerNode States(SegmentRequest request)
    {
        CustomerState[] states = request.States.IsEmpty ? [CustomerState.Active, CustomerState.Archived, CustomerState.Removed] : [.. request.States.Where(static state => state != CustomerState.Merged)];
        Condition condition = new CustomerList { States = states.Length == 0 ? [CustomerState.Merged] : [.. states] }.Condition;
        if (states.Length == 0)
        {
            condition = Condition.Nothing;
        }

        Func<object, bool> holds = ConditionEvaluator.Prepare(condition, _sources.Customers);
        return new CustomerNode(Segment.Everybody, new RecordPredicate.Fields(condition), holds, static _ => null);
    }

    private async Task<SegmentSearch> SearchAsync(CrmScope scope, SegmentRequest request, CancellationToken cancellationToken)
    {
        (SegmentNode root, SegmentLoader loader, MergedCustomers merged) = await CompileAsync(scope, request, cancellationToken).ConfigureAwait(false);
        return new SegmentSearch(_sources, scope, root, States(request), loader, merged);
    }

    private async Task<(SegmentNode Root, SegmentLoader Loader, MergedCustomers Merged)> CompileAsync(CrmScope scope, SegmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        var lookups = new SegmentLookups(_sources, scope, request.AsOf);
        SegmentNode root = await new SegmentCompiler(lookups).CompileAsync(request.Segment, cancellationToken).ConfigureAwait(false);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_sources.Store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        Currency currency = await lookups.CurrencyAsync(cancellationToken).ConfigureAwait(false);
        return (root, new SegmentLoader(_sources, scope, request.AsOf, currency, merged), merged);
    }
}
