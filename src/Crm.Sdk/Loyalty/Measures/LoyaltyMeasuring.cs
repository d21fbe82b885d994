using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Measures the loyalty of customers (LO-4, LO-5): gathers findings, assesses, keeps the assessment, and makes it again.</summary>
/// <remarks>A thread-safe singleton. A merged customer's loyalty is that of its survivor, by the records of both.</remarks>
public sealed class LoyaltyMeasuring
{
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly CustomerIdentity _identity;
    private readonly LoyaltyMeasureSettings _settings;
    private readonly QueryRunner _queries;
    private readonly LoyaltyHistory _history;
    private readonly MeasureSources _sources;
    private readonly LoyaltyAssessor _assessor;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">Opens sessions.</param>
    /// <param name="store">The store.</param>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="extensions">The sources of plugins.</param>
    /// <param name="settings">By which policy.</param>
    /// <param name="time">Measures deadlines.</param>
    /// <exception cref="CrmException">CRM1030, CRM6480: the settings are out of their range, or the policy is not consistent.</exception>
    public LoyaltyMeasuring(ICrm crm, ICrmStore store, CustomerIdentity identity, IExtensions extensions, LoyaltyMeasureSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Behaviour.Check();
        Require.InRange(settings.BatchSize, 1, 2_000, "loyalty-measure.batch-size");
        _crm = crm;
        _store = store;
        _identity = identity;
        _settings = settings;
        _queries = new QueryRunner(store, crm.Model);
        _history = new LoyaltyHistory(_queries);
        _sources = new MeasureSources([new BehaviourMeasureSource(store, _queries, settings.Behaviour), new EvidenceMeasureSource(_queries)], extensions, settings.SourceDeadline, time);
        _assessor = new LoyaltyAssessor(settings.Policy);
    }

    /// <summary>Assesses a customer by all that is known up to an instant.</summary>
    /// <param name="session">The session, to which the assessment is added.</param>
    /// <param name="customer">Whom.</param>
    /// <param name="asOf">For when. What happened later does not count.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer.</exception>
    public async Task<FiledLoyalty> AssessAsync(ICrmSession session, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(asOf);
        LoyaltySubject subject = await SubjectAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        if (await session.FindAsync<Customer>(subject.Customer, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {customer}.");
        }

        (ValueList<FiledLoyalty> filed, _, _) = await AssessAsync(session.Scope, asOf, [subject], cancellationToken).ConfigureAwait(false);
        session.Add(filed[0].Record);
        return filed[0];
    }

    /// <summary>Assesses all customers, batch by batch, each batch in a commit of its own.</summary>
    /// <remarks>Run again for the same day it adds only what changed: so a run that was stopped is gone on with by running it again.</remarks>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">For when.</param>
    /// <param name="progress">Told how many customers were looked at.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public async Task<LoyaltyRunReport> AssessAllAsync(CrmScope scope, AsOf asOf, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        long customers = 0, assessed = 0, unchanged = 0, unknown = 0;
        var failed = new SortedSet<string>(StringComparer.Ordinal);
        var query = new StoreQuery(scope.Tenant, CustomerModel.Kind.Kind) { Limit = _settings.BatchSize };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            ValueList<LoyaltySubject> batch = page.Records.Select(static record => ((Customer)record.Entity).Id).Where(id => !merged.Contains(id)).Select(id => new LoyaltySubject(id, merged.WithMembers([id]).ToValueList())).ToValueList();
            customers += batch.Count;
            if (!batch.IsEmpty)
            {
                (ValueList<FiledLoyalty> filed, Dictionary<CustomerId, LoyaltyAssessmentRecord> last, ValueList<string> silent) = await AssessAsync(scope, asOf, batch, cancellationToken).ConfigureAwait(false);
                failed.UnionWith(silent);
                FiledLoyalty[] fresh = [.. filed.Where(one => !one.Assessment.Values.IsEmpty || last.ContainsKey(one.Record.Customer))];
                FiledLoyalty[] changed = [.. fresh.Where(one => !IsSame(one.Record, last.GetValueOrDefault(one.Record.Customer)))];
                unknown += filed.Count - fresh.Length;
                unchanged += fresh.Length - changed.Length;
                assessed += changed.Length;
                await KeepAsync(scope, changed, cancellationToken).ConfigureAwait(false);
            }

            progress?.Report(customers);
            if (page.Next is null)
            {
                return new LoyaltyRunReport(customers, assessed, unchanged, unknown, failed.ToValueList());
            }

            query = query with { After = page.Next };
        }
    }

    /// <summary>Makes an assessment again from what it was made of, by the policy of then.</summary>
    /// <param name="record">The assessment.</param>
    /// <exception cref="CrmException">CRM6483: the host does not know the policy any more, or what the assessment was made of cannot be read.</exception>
    public FiledLoyalty Again(LoyaltyAssessmentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new FiledLoyalty(record, new LoyaltyAssessor(_settings.PolicyOf(record)).Assess(LoyaltyInputJson.Read(record)));
    }

    /// <summary>The assessments of a customer, the first first.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<LoyaltyAssessmentRecord>> HistoryAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        LoyaltySubject subject = await SubjectAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        return await _history.OfAsync(scope.Tenant, subject.Members, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The assessment that holds on a day: the last one that was made for a day up to it; null where there is none.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<LoyaltyAssessmentRecord?> CurrentAsync(CrmScope scope, CustomerId customer, LocalDate day, CancellationToken cancellationToken) =>
        (await HistoryAsync(scope, customer, cancellationToken).ConfigureAwait(false)).LastOrDefault(record => record.AsOf <= day);

    private static bool IsSame(LoyaltyAssessmentRecord made, LoyaltyAssessmentRecord? last) => last is not null && made with { Id = last.Id, Origin = last.Origin } == last;

    private async Task KeepAsync(CrmScope scope, FiledLoyalty[] changed, CancellationToken cancellationToken)
    {
        if (changed.Length == 0)
        {
            return;
        }

        await using ICrmSession session = _crm.OpenSession(scope);
        foreach (FiledLoyalty one in changed)
        {
            session.Add(one.Record);
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Assesses a batch, and says what of it was assessed last, up to the day.</summary>
    private async Task<(ValueList<FiledLoyalty> Filed, Dictionary<CustomerId, LoyaltyAssessmentRecord> Last, ValueList<string> Failed)> AssessAsync(
        CrmScope scope, AsOf asOf, ValueList<LoyaltySubject> batch, CancellationToken cancellationToken)
    {
        (ValueList<LoyaltyFinding>[] findings, ValueList<string> failed) = await _sources.AskAsync(scope, asOf, batch, cancellationToken).ConfigureAwait(false);
        var last = new Dictionary<CustomerId, LoyaltyAssessmentRecord>();
        var filed = new List<FiledLoyalty>();
        Dictionary<CustomerId, (LoyaltyAssessmentRecord? Last, LoyaltyAssessmentRecord? Before)> standings = await _history.LastAsync(scope.Tenant, batch, asOf.Date, cancellationToken).ConfigureAwait(false);
        for (int place = 0; place < batch.Count; place++)
        {
            CustomerId customer = batch[place].Customer;
            (LoyaltyAssessmentRecord? latest, LoyaltyAssessmentRecord? before) = standings.GetValueOrDefault(customer);
            if (latest is not null)
            {
                last.Add(customer, latest);
            }

            LoyaltyAssessment answer = _assessor.Assess(new LoyaltyInput(asOf.Date, findings[place], failed, before is null ? null : new LoyaltyStanding(before.Type, before.Cell)));
            filed.Add(new FiledLoyalty(FiledLoyalty.Of(LoyaltyAssessmentId.New(), customer, _settings.Policy.Id, _settings.Policy.Version, answer), answer));
        }

        return (filed.ToValueList(), last, failed);
    }

    private async Task<LoyaltySubject> SubjectAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        CustomerId survivor = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        return new LoyaltySubject(survivor, (await _identity.MembersAsync(scope, survivor, cancellationToken).ConfigureAwait(false)).ToValueList());
    }
}
