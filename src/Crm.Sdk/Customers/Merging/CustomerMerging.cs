using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Merges two customers into one, and takes that apart again (DQ-3). No record that names a customer is rewritten; <see cref="CustomerIdentity"/> leads from the one to the other.</summary>
/// <remarks>A thread-safe singleton. What changes is added to the session; only its commit writes.</remarks>
public sealed class CustomerMerging
{
    private static readonly FieldId Named = "customer";

    private readonly ICrmStore _store;
    private readonly ModelCatalogue _model;
    private readonly QueryRunner _queries;
    private readonly IPersonalDataProtector _protector;
    private readonly Rewind _rewind;
    private readonly IClock _clock;

    /// <summary>Makes the service.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="protector">Opens the former values when a merge is ended.</param>
    /// <param name="clock">Business time.</param>
    public CustomerMerging(ICrmStore store, ModelCatalogue model, IPersonalDataProtector protector, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(protector);
        ArgumentNullException.ThrowIfNull(clock);
        _store = store;
        _model = model;
        _queries = new QueryRunner(store, model);
        _protector = protector;
        _rewind = new Rewind(store, new RevisionReader(store, model), protector);
        _clock = clock;
    }

    /// <summary>Says what a merge would do. Nothing is added to the session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="survivor">The customer that would stay.</param>
    /// <param name="loser">The customer that would be merged into it.</param>
    /// <param name="options">How; the survivor first where null.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <exception cref="CrmException">CRM2152: an option names no field. CRM2160: these two cannot be merged; the message says why.</exception>
    public async Task<MergePlan> PlanAsync(ICrmSession session, CustomerId survivor, CustomerId loser, MergeOptions? options, CancellationToken cancellationToken)
    {
        (Customer stays, Customer goes) = await PairAsync(session, survivor, loser, cancellationToken).ConfigureAwait(false);
        (Customer merged, IReadOnlyList<MergedField> fields) = await MergedAsync(session, stays, goes, options, cancellationToken).ConfigureAwait(false);
        return new MergePlan(merged, goes, fields.ToValueList(), await FollowingAsync(session, loser, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Merges one customer into another.</summary>
    /// <param name="session">The session, whose commit writes it: both customers and the merge, or nothing.</param>
    /// <param name="survivor">The customer that stays.</param>
    /// <param name="loser">The customer that is merged into it.</param>
    /// <param name="options">How; the survivor first where null.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>The merge, by whose id it can be ended.</returns>
    /// <exception cref="CrmException">CRM2152: an option names no field. CRM2160: these two cannot be merged; the message says why.</exception>
    public async Task<CustomerMerge> MergeAsync(ICrmSession session, CustomerId survivor, CustomerId loser, MergeOptions? options, CancellationToken cancellationToken)
    {
        (Customer stays, Customer goes) = await PairAsync(session, survivor, loser, cancellationToken).ConfigureAwait(false);
        (Customer merged, IReadOnlyList<MergedField> fields) = await MergedAsync(session, stays, goes, options, cancellationToken).ConfigureAwait(false);
        bool changes = merged != stays;
        var merge = new CustomerMerge
        {
            Id = RecordId.New(),
            Survivor = survivor,
            Loser = loser,
            LoserState = goes.State,
            SurvivorVersion = changes ? session.VersionOf<Customer>(survivor) + 1 : null,
            Choices = [.. fields.Select(static field => new MergeChoice(field.Field, field.From))],
        };
        if (changes)
        {
            session.Update(merged);
        }
        else
        {
            session.Guard(stays); // it may not be merged away by another at the same time
        }

        session.Update(goes with { State = CustomerState.Merged, MergedInto = survivor });
        session.Add(merge);
        return merge;
    }

    /// <summary>
    /// Ends a merge: the loser is as before, and what the merge brought into the survivor goes: fields that still hold what it wrote get their former values, lists lose its entries.
    /// What was written since under either of them stays with it.
    /// </summary>
    /// <param name="session">The session, whose commit writes it.</param>
    /// <param name="merge">The merge's id.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <exception cref="CrmException">
    /// CRM2160: there is no such merge, it was ended already, its loser is no longer merged into its survivor, or a later merge has to be ended first. CRM2071: revisions since the merge are missing.
    /// </exception>
    public async Task<UnmergeReport> UnmergeAsync(ICrmSession session, RecordId merge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CustomerMerge found = await session.FindAsync<CustomerMerge>(merge, cancellationToken).ConfigureAwait(false)
            ?? throw Refused($"There is no merge {merge} in tenant '{session.Scope.Tenant}'.");
        if (found.EndedAt is { } ended)
        {
            throw Refused($"Merge {merge} was ended already, at {ended}.");
        }

        IReadOnlyList<Customer?> both = await session.FindAsync<Customer>([found.Survivor, found.Loser], cancellationToken).ConfigureAwait(false);
        if (both[1] is not { State: CustomerState.Merged } loser || loser.MergedInto != found.Survivor)
        {
            throw Refused($"Customer {found.Loser} is not merged into {found.Survivor} any more; merge {merge} cannot be ended.");
        }

        IReadOnlyList<string> kept = [];
        if (both[0] is { } survivor && found.SurvivorVersion is { } version)
        {
            if (survivor.State == CustomerState.Merged)
            {
                // What came into it went on into the other, and would stay there.
                CustomerMerge? onward = await FindAsync(session.Scope, found.Survivor, cancellationToken).ConfigureAwait(false);
                throw Refused($"Customer {found.Survivor} was itself merged into {survivor.MergedInto} since{(onward is null ? string.Empty : $", by merge {onward.Id}")}; end that merge first.");
            }

            KindModel model = _model[CustomerModel.Kind.Kind];
            Rewind.Point point = await _rewind.ToVersionAsync(session.Scope.Tenant, model, found.Survivor, version, cancellationToken).ConfigureAwait(false)
                ?? throw Refused($"The revision that merge {merge} wrote of customer {found.Survivor} is not there; its former values cannot be put back.");
            Revision written = point.Written!; // a merge changes a record that was there, so it is no addition
            await RefuseBeforeLaterAsync(session.Scope.Tenant, found, version, written, cancellationToken).ConfigureAwait(false);
            HashSet<string> masked = [.. point.Values.Masked];
            var merged = (Customer)point.Values.Compose(found.Survivor);
            point.Values.TakeBack(written, _protector, session.Scope.Tenant);
            masked.UnionWith(point.Values.Masked);
            (Customer former, kept) = new CustomerUnmerger((Customer)point.Values.Compose(found.Survivor), merged, survivor, masked).Unmerge();
            session.Update(former);
        }

        session.Update(loser with { State = found.LoserState, MergedInto = null });
        CustomerMerge over = found with { EndedAt = _clock.GetCurrentInstant().FloorToMicrosecond(), EndedBy = session.Scope.Actor };
        session.Update(over);
        return new UnmergeReport(over, kept.ToValueList());
    }

    /// <summary>The merge that a customer was merged away by, if it holds.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="loser">The customer.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>The merge, or null where the customer is not merged.</returns>
    public async Task<CustomerMerge?> FindAsync(CrmScope scope, CustomerId loser, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await foreach (StoredRecord record in ReadAsync(scope.Tenant, MergeModel.Kind.Kind, Condition.Equal(MergeModel.Loser, FieldValue.Of((RecordId)loser)), cancellationToken).ConfigureAwait(false))
        {
            if (((CustomerMerge)record.Entity).EndedAt is null)
            {
                return (CustomerMerge)record.Entity;
            }
        }

        return null;
    }

    private static async Task<(Customer Survivor, Customer Loser)> PairAsync(ICrmSession session, CustomerId survivor, CustomerId loser, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (survivor == loser)
        {
            throw Refused($"Customer {survivor} cannot be merged into itself.");
        }

        IReadOnlyList<Customer?> both = await session.FindAsync<Customer>([survivor, loser], cancellationToken).ConfigureAwait(false);
        Customer stays = Usable(both[0], survivor), goes = Usable(both[1], loser);
        return stays.Kind == goes.Kind ? (stays, goes) : throw Refused($"Customer {survivor} is an {Word(stays)}, {loser} an {Word(goes)}; correct the kind of one of them first.");

        static string Word(Customer customer) => customer.Kind == CustomerKind.Enterprise ? "enterprise" : "individual";
    }

    private static Customer Usable(Customer? customer, CustomerId id) => customer switch
    {
        null => throw Refused($"There is no customer {id}."),
        { State: CustomerState.Merged } => throw Refused($"Customer {id} was merged into {customer.MergedInto} already; name that one, or end that merge first."),
        { State: CustomerState.Removed } => throw Refused($"Customer {id} is in the recycle bin; restore it first."),
        _ => customer,
    };

    /// <summary>Of two merges that changed one field of one survivor the later is ended first: only so does each find what it wrote, and leave what was there before.</summary>
    private async Task RefuseBeforeLaterAsync(TenantId tenant, CustomerMerge merge, long version, Revision written, CancellationToken cancellationToken)
    {
        HashSet<string> fields = [.. written.Changes.Select(static change => change.Field)];
        await foreach (StoredRecord record in ReadAsync(tenant, MergeModel.Kind.Kind, Condition.Equal(MergeModel.Survivor, FieldValue.Of((RecordId)merge.Survivor)), cancellationToken).ConfigureAwait(false))
        {
            if (record.Entity is CustomerMerge { EndedAt: null, SurvivorVersion: { } later } other && later > version
                && await RevisionAsync(tenant, merge.Survivor, later, cancellationToken).ConfigureAwait(false) is { } revision
                && revision.Changes.FirstOrDefault(change => fields.Contains(change.Field)) is { } same)
            {
                throw Refused($"Merge {other.Id} changed '{same.Field}' of customer {merge.Survivor} after merge {merge.Id} did; end that one first.");
            }
        }
    }

    private async Task<(Customer Merged, IReadOnlyList<MergedField> Fields)> MergedAsync(ICrmSession session, Customer survivor, Customer loser, MergeOptions? options, CancellationToken cancellationToken)
    {
        MergeOptions asked = options ?? new MergeOptions();
        bool dates = CustomerMerger.NeedsDates(asked);
        return new CustomerMerger(
            survivor,
            loser,
            asked,
            dates ? await DatesAsync(session.Scope.Tenant, survivor, cancellationToken).ConfigureAwait(false) : null,
            dates ? await DatesAsync(session.Scope.Tenant, loser, cancellationToken).ConfigureAwait(false) : null).Merge();
    }

    private async Task<FieldDates> DatesAsync(TenantId tenant, Customer customer, CancellationToken cancellationToken)
    {
        var revisions = new List<Revision>();
        await foreach (StoredRecord record in RevisionsAsync(tenant, customer.Id, cancellationToken).ConfigureAwait(false))
        {
            revisions.Add((Revision)record.Entity);
        }

        return new FieldDates(customer.Origin?.At ?? Instant.MinValue, revisions);
    }

    private async Task<Revision?> RevisionAsync(TenantId tenant, CustomerId customer, long version, CancellationToken cancellationToken)
    {
        await foreach (StoredRecord record in RevisionsAsync(tenant, customer, cancellationToken).ConfigureAwait(false))
        {
            if (((Revision)record.Entity).Version == version)
            {
                return (Revision)record.Entity;
            }
        }

        return null;
    }

    private IAsyncEnumerable<StoredRecord> RevisionsAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken) =>
        ReadAsync(tenant, RevisionModel.Kind.Kind, Condition.Equal(RevisionModel.Record, FieldValue.Of((RecordId)customer)), cancellationToken);

    private async IAsyncEnumerable<StoredRecord> ReadAsync(
        TenantId tenant, RecordKind kind, Condition where, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new StoreQuery(tenant, kind) { Where = where, Limit = 1_000 };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                yield return record;
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }

    /// <summary>Records of all kinds that name their customer in an indexed field of that name, those of plugins too; not the SDK's bookkeeping.</summary>
    private async Task<ValueList<FollowingRecords>> FollowingAsync(ICrmSession session, CustomerId loser, CancellationToken cancellationToken)
    {
        var following = new List<FollowingRecords>();
        foreach (KindModel kind in _model.Kinds.Where(static kind => kind.HistoryKept && kind.HasField(Named) && kind.Field(Named) is { Indexed: true, Type: FieldType.Id }))
        {
            long count = await _queries.CountAsync(new StoreQuery(session.Scope.Tenant, kind.Kind) { Where = Condition.Equal(Named, FieldValue.Of((RecordId)loser)) }, cancellationToken).ConfigureAwait(false);
            if (count > 0)
            {
                following.Add(new FollowingRecords(kind.Kind, count));
            }
        }

        return following.ToValueList();
    }

    private static CrmException Refused(string message) => new(DuplicateErrorCodes.MergeRefused, message);
}
