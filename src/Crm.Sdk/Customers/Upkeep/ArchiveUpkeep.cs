using System.Globalization;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>The upkeep of archives (DQ-5): standardises values, puts idle prospects away, and has stale contact points verified, by rules that its options state.</summary>
/// <remarks>
/// Customers move in commits of some hundred, each with its reason on every revision; what was confirmed stays, and the same upkeep goes on from there. It deletes nothing. A thread-safe singleton.
/// </remarks>
public sealed class ArchiveUpkeep(ICrm crm, ICustomerDirectory directory, IRecordHistory history, CollectionPlanner planner)
{
    private const int PerCommit = 500;
    private const int MaxAttempts = 8;
    private const int MaxSamples = 100;

    /// <summary>Runs an upkeep.</summary>
    /// <param name="scope">The tenant, and who does it.</param>
    /// <param name="options">What is done.</param>
    /// <param name="asOf">The instant that idle and stale count to.</param>
    /// <param name="culture">The language of tasks.</param>
    /// <param name="dryRun">Whether to say what would be done only.</param>
    /// <param name="progress">Told the customers looked at so far, or null.</param>
    /// <param name="cancellationToken">Stops between commits.</param>
    /// <exception cref="CrmException">CRM1030: a number of the options is below 1. CRM2032: others keep changing the same customers.</exception>
    public async Task<UpkeepReport> RunAsync(
        CrmScope scope, UpkeepOptions options, AsOf asOf, CultureInfo culture, bool dryRun, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(asOf);
        if (options.ArchiveIdleDays < 1)
        {
            throw new CrmException(ErrorCodes.BadValue, $"upkeep: archives are put away after 1 idle day or more, not {options.ArchiveIdleDays}.");
        }

        var tally = new UpkeepTally();
        PageCursor? after = null; // by id, which no upkeep changes
        for (int attempt = 1; ;)
        {
            UpkeepTally page = new();
            await using ICrmSession session = crm.OpenSession(scope);
            session.Reason = "upkeep of archives";
            CrmPage<Customer> customers = await session.QueryAsync(
                new CrmQuery<Customer> { Where = Condition.All(CustomerModel.IsActive, options.Where), After = after, Limit = PerCommit }, cancellationToken).ConfigureAwait(false);
            foreach (Customer customer in customers.Items)
            {
                await KeepAsync(session, customer, options, asOf, page, cancellationToken).ConfigureAwait(false);
            }

            try
            {
                if (!dryRun)
                {
                    await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            catch (CrmConflictException) when (attempt < MaxAttempts)
            {
                attempt++; // somebody edits one of them: read the page again
                continue;
            }

            tally.Add(page);
            progress?.Report(tally.Customers);
            if (customers.Next is null)
            {
                break;
            }

            (after, attempt) = (customers.Next, 1);
        }

        CollectionReport? verification = options.Verification is { } plan
            ? await planner.PlanAsync(
                scope,
                plan with { Where = options.Where, Aspects = [QualityAspect.Stale], Facets = ["contact"], TaskType = TaskTypes.Verify },
                asOf,
                culture,
                dryRun,
                progress: null,
                cancellationToken).ConfigureAwait(false)
            : null;
        return new UpkeepReport(dryRun, tally.Customers, tally.Standardised, tally.Irregular, tally.Samples.ToValueList(), tally.Archived, verification);
    }

    private async Task KeepAsync(ICrmSession session, Customer customer, UpkeepOptions options, AsOf asOf, UpkeepTally tally, CancellationToken cancellationToken)
    {
        tally.Customers++;
        Customer kept = customer;
        if (options.Standardise)
        {
            kept = Standardised.Of(customer, (field, rule) =>
            {
                tally.Irregular++;
                if (tally.Samples.Count < MaxSamples)
                {
                    tally.Samples.Add(new IrregularValue(customer.Id, field, rule));
                }
            });
            tally.Standardised += kept == customer ? 0 : 1;
        }

        if (options.ArchiveIdleDays is { } days && await IsIdleAsync(session, customer, asOf, days, cancellationToken).ConfigureAwait(false))
        {
            tally.Archived++;
            directory.Archive(session, kept);
        }
        else if (kept != customer)
        {
            session.Update(kept);
        }
    }

    /// <summary>Whether a customer never ordered, and nothing happened with him since the days began.</summary>
    private async Task<bool> IsIdleAsync(ICrmSession session, Customer customer, AsOf asOf, int days, CancellationToken cancellationToken)
    {
        Instant since = asOf.Zone.AtStartOfDay(asOf.Date.PlusDays(-days)).ToInstant();
        FieldValue self = FieldValue.Of((RecordId)customer.Id);
        return !(customer.Origin?.At >= since)
            && !await AnyAsync<Order>(Condition.Equal(OrderModel.Customer, self)).ConfigureAwait(false)
            && !await AnyAsync<Interaction>(Condition.All(
                Condition.Equal(InteractionModel.Customer, self), Condition.Is(InteractionModel.At, Comparison.GreaterOrEqual, FieldValue.Of(since)))).ConfigureAwait(false)
            && !await AnyAsync<CrmTask>(Condition.All(
                Condition.Equal(CrmTaskModel.Customer, self), Condition.Equal(CrmTaskModel.State, FieldValue.Of((long)TaskState.Open)))).ConfigureAwait(false)
            && !(await LastChangeAsync().ConfigureAwait(false) >= since);

        async Task<bool> AnyAsync<T>(Condition where)
            where T : class => (await session.QueryAsync(new CrmQuery<T> { Where = where, Limit = 1 }, cancellationToken).ConfigureAwait(false)).Items.Count > 0;

        async Task<Instant?> LastChangeAsync()
        {
            HistoryPage page = await history.RevisionsAsync(session.Scope, new RecordRef(CustomerModel.Kind.Kind, customer.Id), null, 1, cancellationToken).ConfigureAwait(false);
            return page.Entries.Count > 0 ? page.Entries[0].At : null;
        }
    }

    private sealed class UpkeepTally
    {
        public long Customers { get; set; }

        public long Standardised { get; set; }

        public long Irregular { get; set; }

        public long Archived { get; set; }

        public List<IrregularValue> Samples { get; } = [];

        public void Add(UpkeepTally page)
        {
            Customers += page.Customers;
            Standardised += page.Standardised;
            Irregular += page.Irregular;
            Archived += page.Archived;
            Samples.AddRange(page.Samples.Take(MaxSamples - Samples.Count));
        }
    }
}
