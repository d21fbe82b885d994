using Crm.Sdk.History;
using Crm.Sdk.Plugins;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Measures the quality of archives by facet (CU-6): how complete, consistent, timely and used they are, of one customer or of the base.</summary>
/// <remarks>
/// A value's age counts from its <see cref="InformationSource"/>, from the verification of an e-mail address or a telephone number, and else from the last change of the field or when the customer was
/// added. Use is what is declared: facts that classification rules read, rules across fields, and <see cref="QualityOptions.Readers"/>; what a person reads
/// on a screen is not measured. A thread-safe singleton.
/// </remarks>
public sealed class ArchiveQuality
{
    private const int PageSize = 1_000;
    private const int MaxShelfLifeDays = 1_000_000; // more than dates reach back

    private readonly ICrm _crm;
    private readonly ICustomerDirectory _directory;
    private readonly IRecordHistory _history;
    private readonly IPersonalDataProtector _protector;
    private readonly IExtensions _extensions;
    private readonly IConsistencyRule[] _rules;
    private readonly QualityOptions _options;
    private readonly ArchiveField[] _fields;
    private readonly QueryRunner _queries;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The way in.</param>
    /// <param name="store">The store.</param>
    /// <param name="directory">Finds customers.</param>
    /// <param name="history">Knows when fields changed.</param>
    /// <param name="protector">Opens what histories say of attributes.</param>
    /// <param name="attributes">The attributes of all facets.</param>
    /// <param name="rules">The rules of the host, beside the built-in ones (<see cref="ConsistencyRules.All"/>).</param>
    /// <param name="extensions">The rules of plugins, and the classification rules that read fields.</param>
    /// <param name="options">Weights, shelf lives, readers.</param>
    public ArchiveQuality(
        ICrm crm,
        ICrmStore store,
        ICustomerDirectory directory,
        IRecordHistory history,
        IPersonalDataProtector protector,
        AttributeCatalogue attributes,
        IEnumerable<IConsistencyRule> rules,
        IExtensions extensions,
        IOptions<QualityOptions> options)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(attributes);
        ArgumentNullException.ThrowIfNull(options);
        _protector = protector;
        (_crm, _directory, _history, _extensions, _rules, _options) = (crm, directory, history, extensions, [.. ConsistencyRules.All, .. rules], options.Value);
        _fields = ArchiveField.All(attributes, _options);
        _queries = new QueryRunner(store, crm.Model);
    }

    /// <summary>The quality of one customer's archive.</summary>
    /// <param name="scope">The tenant, and who reads.</param>
    /// <param name="keyOrId">The external key or the internal id.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer.</exception>
    public async Task<CustomerQuality> OfAsync(CrmScope scope, string keyOrId, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asOf);
        Customer customer;
        await using (ICrmSession session = _crm.OpenSession(scope))
        {
            customer = await _directory.GetAsync(session, keyOrId, cancellationToken).ConfigureAwait(false);
        }

        RuleCheck check = NewCheck();
        Dictionary<string, LocalDate> changed = await LastChanges.ReadAsync(_history, scope, customer.Id, asOf, cancellationToken).ConfigureAwait(false);
        return (await MeasureAsync(scope.Tenant, [customer], asOf, check, Readers(check), changed, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>The quality of the base, or of a part of it, streamed a page of customers at a time.</summary>
    /// <param name="scope">The tenant, and who reads.</param>
    /// <param name="where">Which customers; only archives in use count.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <param name="progress">Told the number of customers after each page, or null.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async Task<BaseQuality> OfBaseAsync(CrmScope scope, Condition where, AsOf asOf, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        RuleCheck check = NewCheck();
        Dictionary<string, ValueList<string>> readers = Readers(check);
        var facets = new SortedDictionary<string, FacetQuality>(StringComparer.Ordinal);
        Dictionary<string, (long Customers, long Filled, long Stale)> fields = _fields.ToDictionary(static field => field.Name, static _ => (0L, 0L, 0L), StringComparer.Ordinal);
        Dictionary<string, long> contradictions = check.Rules.DistinctBy(static rule => rule.Code).ToDictionary(static rule => rule.Code, static _ => 0L, StringComparer.Ordinal);
        long customers = 0;
        await foreach (IReadOnlyList<Customer> page in PagesAsync(scope, where, cancellationToken).ConfigureAwait(false))
        {
            foreach (CustomerQuality quality in await MeasureAsync(scope.Tenant, page, asOf, check, readers, null, cancellationToken).ConfigureAwait(false))
            {
                foreach (FacetQuality facet in quality.Facets)
                {
                    facets[facet.Facet] = facets.TryGetValue(facet.Facet, out FacetQuality? sum) ? sum.Plus(facet) : facet;
                }

                Count(quality, fields, contradictions);
            }

            customers += page.Count;
            progress?.Report(customers);
        }

        return new BaseQuality(
            asOf,
            customers,
            facets.Values.ToValueList(),
            _fields.Select(field => new FieldQuality(
                field.Name, field.Facet, fields[field.Name].Customers, fields[field.Name].Filled, fields[field.Name].Stale, readers.GetValueOrDefault(field.Name))).ToValueList(),
            contradictions.OrderBy(static rule => rule.Key, StringComparer.Ordinal).Select(static rule => new RuleCount(rule.Key, rule.Value)).ToValueList(),
            check.Problems.ToValueList());
    }

    /// <summary>Pages of the archives in use that fulfil a condition, in the order of ids.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<Customer>> PagesAsync(
        CrmScope scope, Condition where, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var query = new StoreQuery(scope.Tenant, CustomerModel.Kind.Kind) { Where = Condition.All(CustomerModel.IsActive, where), Limit = PageSize };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            yield return [.. page.Records.Select(static record => (Customer)record.Entity)];
            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }

    internal RuleCheck NewCheck() => new(_rules, _extensions.All<IConsistencyRule>());

    internal Dictionary<string, ValueList<string>> Readers(RuleCheck check) => FieldReaders.Of(_extensions, check.Rules, _options);

    /// <summary>Measures customers. Without their last changes it looks these up for those alone whose values count as stale otherwise.</summary>
    internal async Task<CustomerQuality[]> MeasureAsync(
        TenantId tenant,
        IReadOnlyList<Customer> customers,
        AsOf asOf,
        RuleCheck check,
        Dictionary<string, ValueList<string>> readers,
        Dictionary<string, LocalDate>? changed,
        CancellationToken cancellationToken)
    {
        List<(IConsistencyRule Rule, Classification.Reason Reason)>[] broken = await check.CheckAsync(customers, asOf, cancellationToken).ConfigureAwait(false);
        ValueList<CardProblem> problems = check.Problems.ToValueList();
        CustomerQuality[] measured = [.. customers.Select((customer, i) => new QualityMeasure(customer, asOf, _fields, readers, changed).Of(broken[i], problems))];
        HashSet<string> stale = changed is null ? [.. measured.SelectMany(static quality => quality.Findings).Where(IsStale).Select(static finding => finding.Field)] : [];
        if (stale.Count == 0)
        {
            return measured;
        }

        int days = _fields.Where(field => stale.Contains(field.Name)).Max(static field => Math.Min(field.ShelfLifeDays ?? 0, MaxShelfLifeDays));
        Dictionary<CustomerId, Dictionary<string, LocalDate>> recent = await LastChanges.ReadAsync(
            _queries,
            _protector,
            tenant,
            measured.Where(static quality => quality.Findings.Any(IsStale)).Select(static quality => quality.Customer.Id),
            asOf.Zone.StartOf(asOf.Date.PlusDays(-days)), // what changed before then is stale all the same
            asOf,
            cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < measured.Length; i++)
        {
            if (recent.TryGetValue(customers[i].Id, out Dictionary<string, LocalDate>? changes))
            {
                measured[i] = new QualityMeasure(customers[i], asOf, _fields, readers, changes).Of(broken[i], problems);
            }
        }

        return measured;
    }

    private static bool IsStale(QualityFinding finding) => finding.Aspect == QualityAspect.Stale;

    private void Count(CustomerQuality quality, Dictionary<string, (long Customers, long Filled, long Stale)> fields, Dictionary<string, long> contradictions)
    {
        HashSet<string> stale = [.. quality.Findings.Where(IsStale).Select(static finding => finding.Field)];
        foreach (ArchiveField field in _fields.Where(field => field.Of is null || field.Of == quality.Customer.Kind))
        {
            (long customers, long filled, long old) = fields[field.Name];
            fields[field.Name] = (customers + 1, filled + (field.IsFilled(quality.Customer) ? 1 : 0), old + (stale.Contains(field.Name) ? 1 : 0));
        }

        foreach (string code in quality.Findings.Where(static finding => finding.Aspect == QualityAspect.Contradictory).Select(static finding => finding.Reason.Code).Distinct())
        {
            contradictions[code] = contradictions.GetValueOrDefault(code) + 1;
        }
    }
}
