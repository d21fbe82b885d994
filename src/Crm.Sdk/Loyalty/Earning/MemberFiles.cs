using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Segments;
using Crm.Sdk.Service;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Reads what is known of members of a programme: records, memberships, decisions on tiers, and their documents by a few columns.</summary>
/// <remarks>Memory grows with the documents of the asked customers. Thread-safe.</remarks>
internal sealed class MemberFiles(ICrmStore store, ModelCatalogue model)
{
    private const int PageSize = 2_000;

    private static readonly FieldId[] OrderFields = ["id", OrderModel.Customer, OrderModel.PlacedAt, OrderModel.Type, OrderModel.Status, OrderModel.Currency, OrderModel.Net, OrderModel.ReturnOf];
    private static readonly FieldType[] OrderTypes = [FieldType.Id, FieldType.Id, FieldType.Instant, FieldType.Int, FieldType.Int, FieldType.Text, FieldType.Int, FieldType.Id];
    private static readonly FieldId[] InteractionFields = ["id", InteractionModel.Customer, InteractionModel.At, InteractionModel.Type];
    private static readonly FieldType[] InteractionTypes = [FieldType.Id, FieldType.Id, FieldType.Instant, FieldType.Text];

    private readonly QueryRunner _queries = new(store, model);

    /// <summary>The files of customers that are members, or become members by an order; of others there is none.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="plan">The programme.</param>
    /// <param name="subjects">The customers.</param>
    /// <param name="upTo">Up to when documents count.</param>
    /// <param name="from">From when on, and as if there had been neither tiers nor enrolments by orders before; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<List<MemberFile>> ReadAsync(CrmScope scope, EarningPlan plan, IReadOnlyList<LoyaltySubject> subjects, Instant upTo, Instant? from, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredRecord?> customers = await store.FindAsync(scope.Tenant, CustomerModel.Kind.Kind, [.. subjects.Select(static subject => (RecordId)subject.Customer)], cancellationToken).ConfigureAwait(false);
        MemberFile[] files = [.. subjects.Select((subject, i) => customers[i]?.Entity is Customer customer ? new MemberFile(subject, customer) : null).OfType<MemberFile>()];
        Dictionary<Guid, MemberFile> byMember = files.SelectMany(static file => file.Subject.Members, static (file, member) => (member.Value, file)).ToDictionary(static pair => pair.Value, static pair => pair.file);
        await FillAsync(scope, plan, files, byMember, upTo, cancellationToken).ConfigureAwait(false);
        foreach (MemberFile file in files)
        {
            if (from is { } start)
            {
                file.BeginAt(start, plan.Programme.Enrolment);
            }

            Complete(file, plan, upTo);
        }

        return [.. files.Where(static file => file.JoinedAt is not null)];
    }

    /// <summary>The file of one customer, with the orders that a session holds and has not committed; null where it is no member.</summary>
    public async Task<MemberFile?> ReadAsync(ICrmSession session, EarningPlan plan, LoyaltySubject subject, Customer customer, Instant upTo, CancellationToken cancellationToken)
    {
        var file = new MemberFile(subject, customer);
        Dictionary<Guid, MemberFile> byMember = subject.Members.ToDictionary(static member => member.Value, _ => file);
        await FillAsync(session.Scope, plan, [file], byMember, upTo, cancellationToken).ConfigureAwait(false);
        Order[] held = [.. session.Uncommitted<Order>().Where(order => byMember.ContainsKey(order.Customer.Value) && order.PlacedAt <= upTo)];
        HashSet<Guid> ids = [.. held.Select(static order => order.Id.Value)];
        _ = file.Documents.RemoveAll(document => ids.Contains(document.Id));
        file.Documents.AddRange(held.Select(static order => new DocumentRef(
            order.PlacedAt,
            order.Type == OrderType.Return ? DocumentRank.Return : DocumentRank.Sale,
            order.Id.Value,
            order.Net.MinorUnits,
            order.Currency.Code,
            order.ReturnOf?.Value ?? Guid.Empty,
            order.Status == OrderStatus.Cancelled)));
        if (session.Uncommitted<LoyaltyMembership>().FirstOrDefault(membership => membership.Id == LoyaltyMembershipId.Of(plan.Programme.Code, subject.Customer)) is { } enrolled)
        {
            Take(file, enrolled);
        }

        foreach (TierDecision decision in session.Uncommitted<TierDecision>().Where(decision => decision.Customer == subject.Customer && decision.Programme == plan.Programme.Code))
        {
            file.Decisions.Add(decision);
        }

        Complete(file, plan, upTo);
        return file.JoinedAt is null ? null : file;
    }

    private async Task FillAsync(CrmScope scope, EarningPlan plan, MemberFile[] files, Dictionary<Guid, MemberFile> byMember, Instant upTo, CancellationToken cancellationToken)
    {
        FieldValue[] ids = [.. byMember.Keys.Select(static id => FieldValue.Of(new RecordId(id)))];
        if (files.Length == 0)
        {
            return;
        }

        await foreach (LoyaltyMembership membership in AllAsync<LoyaltyMembership>(scope, LoyaltyMembershipModel.Kind, Of(LoyaltyMembershipModel.Customer, ids, LoyaltyMembershipModel.Programme, plan), cancellationToken).ConfigureAwait(false))
        {
            Take(byMember[membership.Customer.Value], membership);
        }

        await foreach (TierDecision decision in AllAsync<TierDecision>(scope, TierDecisionModel.Kind, Of(TierDecisionModel.Customer, ids, TierDecisionModel.Programme, plan), cancellationToken).ConfigureAwait(false))
        {
            if (byMember[decision.Customer.Value] is { } file && file.Subject.Customer == decision.Customer)
            {
                file.Decisions.Add(decision);
            }
        }

        await ReadOrdersAsync(scope, byMember, ids, upTo, cancellationToken).ConfigureAwait(false);
        await ReadInteractionsAsync(scope, plan, byMember, ids, upTo, cancellationToken).ConfigureAwait(false);
    }

    private static void Take(MemberFile file, LoyaltyMembership membership)
    {
        if (file.Membership is null || membership.Customer == file.Subject.Customer || (file.Membership.Customer != file.Subject.Customer && membership.JoinedAt < file.Membership.JoinedAt))
        {
            file.LeftAt = membership.LeftAt;
            file.Membership = membership;
        }

        file.JoinedAt = file.JoinedAt is { } joined ? Instant.Min(joined, membership.JoinedAt) : membership.JoinedAt;
    }

    /// <summary>Adds what needs no reading, and puts all into order.</summary>
    private static void Complete(MemberFile file, EarningPlan plan, Instant upTo)
    {
        file.Decisions.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        if (plan.Programme.Enrolment == LoyaltyEnrolment.FirstOrder)
        {
            foreach (DocumentRef order in file.Documents)
            {
                if (order is { Rank: DocumentRank.Sale, IsCancelled: false } && (file.JoinedAt is null || order.At < file.JoinedAt))
                {
                    file.JoinedAt = order.At;
                }
            }
        }

        if (file.JoinedAt is not { } joined || joined > upTo)
        {
            file.JoinedAt = null;
            return;
        }

        if (plan.Rewards(EarningEvents.Enrolment))
        {
            file.Documents.Add(new DocumentRef(joined, DocumentRank.Enrolment, LoyaltyMembershipId.Of(plan.Programme.Code, file.Subject.Customer).Value, Event: EarningEvents.Enrolment));
        }

        if (plan.Rewards(EarningEvents.Birthday) && file.Customer.Birth is { } birth)
        {
            DateTimeZone zone = file.Customer.Zone is { } own ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) ?? plan.Zone : plan.Zone;
            for (LocalDate? day = Birthdays.Next(birth, joined.InZone(zone).Date); day is { } birthday && zone.StartOf(birthday) <= upTo; day = Birthdays.Next(birth, birthday.PlusDays(1)))
            {
                Instant at = zone.StartOf(birthday);
                if (at >= joined)
                {
                    string year = birthday.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    file.Documents.Add(new DocumentRef(at, DocumentRank.Birthday, NamedGuid.Of("birthday", file.Subject.Customer.ToString(), year), Event: EarningEvents.Birthday));
                }
            }
        }

        file.Documents.Sort();
    }

    private Task ReadOrdersAsync(CrmScope scope, Dictionary<Guid, MemberFile> files, FieldValue[] ids, Instant upTo, CancellationToken cancellationToken) => ColumnScan.RunAsync(
        store,
        new StoreQuery(scope.Tenant, OrderModel.Kind.Kind) { Where = Condition.All(Condition.IsIn(OrderModel.Customer, ids), Condition.Is(OrderModel.PlacedAt, Comparison.LessOrEqual, FieldValue.Of(upTo))) },
        OrderModel.Kind,
        OrderFields,
        OrderTypes,
        (batch, _) =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                bool isReturn = (OrderType)batch.Numbers(3)[i] == OrderType.Return;
                files[batch.Ids(1)[i]].Documents.Add(new DocumentRef(
                    InstantPrecision.FromUnixMicroseconds(batch.Numbers(2)[i]),
                    isReturn ? DocumentRank.Return : DocumentRank.Sale,
                    batch.Ids(0)[i],
                    batch.Numbers(6)[i],
                    batch.Texts(5)[i],
                    isReturn ? batch.Ids(7)[i] : Guid.Empty,
                    (OrderStatus)batch.Numbers(4)[i] == OrderStatus.Cancelled));
            }

            return ValueTask.CompletedTask;
        },
        cancellationToken);

    private async Task ReadInteractionsAsync(CrmScope scope, EarningPlan plan, Dictionary<Guid, MemberFile> files, FieldValue[] ids, Instant upTo, CancellationToken cancellationToken)
    {
        FieldValue[] types = [.. plan.InteractionTypes.Select(FieldValue.Of)];
        if (types.Length == 0)
        {
            return;
        }

        await ColumnScan.RunAsync(
            store,
            new StoreQuery(scope.Tenant, InteractionModel.Kind.Kind)
            {
                Where = Condition.All(Condition.IsIn(InteractionModel.Customer, ids), Condition.IsIn(InteractionModel.Type, types), Condition.Is(InteractionModel.At, Comparison.LessOrEqual, FieldValue.Of(upTo))),
            },
            InteractionModel.Kind,
            InteractionFields,
            InteractionTypes,
            (batch, _) =>
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    files[batch.Ids(1)[i]].Documents.Add(new DocumentRef(InstantPrecision.FromUnixMicroseconds(batch.Numbers(2)[i]), DocumentRank.Interaction, batch.Ids(0)[i], Event: batch.Texts(3)[i]));
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static Condition Of(FieldId customer, FieldValue[] ids, FieldId programme, EarningPlan plan) => Condition.All(Condition.IsIn(customer, ids), Condition.Equal(programme, FieldValue.Of(plan.Programme.Code)));

    private IAsyncEnumerable<T> AllAsync<T>(CrmScope scope, KindModel kind, Condition where, CancellationToken cancellationToken)
        where T : class => _queries.AllAsync<T>(new StoreQuery(scope.Tenant, kind.Kind) { Where = where, Limit = PageSize }, cancellationToken);
}
