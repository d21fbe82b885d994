using System.Globalization;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Customers;

/// <summary>The upkeep of archives (DQ-5): standardises values, puts idle prospects away, has stale contact points verified, empties the recycle bin and counts duplicates, by rules that its options state.</summary>
/// <remarks>
/// Customers move in commits of some hundred, each with its reason on every revision; what was confirmed stays, and the same upkeep goes on from there. Only a rule for the recycle bin deletes anything. A
/// thread-safe singleton.
/// </remarks>
/// <param name="crm">The units of work.</param>
/// <param name="store">The store.</param>
/// <param name="directory">Puts archives away.</param>
/// <param name="planner">Plans verifications.</param>
/// <param name="duplicates">Counts duplicates.</param>
/// <param name="purge">Empties the recycle bin.</param>
public sealed class ArchiveUpkeep(ICrm crm, ICrmStore store, ICustomerDirectory directory, CollectionPlanner planner, DuplicateFinder duplicates, RecycleBinPurge purge)
{
    private const int PerCommit = 500;
    private const int MaxAttempts = 8;

    private readonly IdleCustomers _idle = new(store, crm.Model);

    /// <summary>Runs an upkeep.</summary>
    /// <param name="scope">The tenant, and who does it.</param>
    /// <param name="options">What is done.</param>
    /// <param name="asOf">The instant that idle and stale count to.</param>
    /// <param name="culture">The language of tasks.</param>
    /// <param name="dryRun">Whether to say what would be done only.</param>
    /// <param name="progress">Told the customers looked at so far, or null.</param>
    /// <param name="cancellationToken">Stops between commits.</param>
    /// <exception cref="CrmException">CRM1030: a number of the options is below 1, or a rule's days are negative. CRM2032, CRM3105: others keep changing the same customers. CRM2150, CRM2151, CRM2152: duplicates could not be counted.</exception>
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
            HashSet<RecordId> idle = options.ArchiveIdleDays is { } days
                ? await _idle.OfAsync(scope.Tenant, customers.Items, asOf.Zone.StartOf(asOf.Date.PlusDays(-days)), cancellationToken).ConfigureAwait(false)
                : [];
            foreach (Customer customer in customers.Items)
            {
                Keep(session, customer, options, idle.Contains(customer.Id), page);
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
        return new UpkeepReport(dryRun, tally.Customers, tally.Standardised, tally.Irregular, tally.Samples.ToValueList(), tally.Archived, verification)
        {
            Purge = options.Purge is { } rule ? await purge.RunAsync(scope, rule, asOf, dryRun, progress: null, cancellationToken).ConfigureAwait(false) : null,
            Duplicates = options.Duplicates is { } search ? await CountDuplicatesAsync(scope, search, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    private void Keep(ICrmSession session, Customer customer, UpkeepOptions options, bool isIdle, UpkeepTally tally)
    {
        tally.Customers++;
        Customer kept = customer;
        if (options.Standardise)
        {
            kept = Standardised.Of(customer, (field, rule) => tally.AddIrregular(customer.Id, field, rule));
            tally.Standardised += kept == customer ? 0 : 1;
        }

        if (isIdle)
        {
            tally.Archived++;
            directory.Archive(session, kept);
        }
        else if (kept != customer)
        {
            session.Update(kept);
        }
    }

    /// <summary>How many pairs are probably one customer, and why no more were compared; null where no plugin has a rule that tells.</summary>
    private async Task<DuplicateReport?> CountDuplicatesAsync(CrmScope scope, DuplicateOptions options, CancellationToken cancellationToken)
    {
        DuplicateSearch search = duplicates.Search(scope, options, null);
        if (!search.HasRules)
        {
            return null;
        }

        await foreach (DuplicatePair _ in search.PairsAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return search.Report;
    }
}
