using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Reads the bounded lists of a card: of each kind the first ones in an order, in bounded memory.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CardLists(ICrmStore store, ModelCatalogue model, CardLimits limits)
{
    private const int PageSize = 500;

    private readonly OrderedPages _pages = new(store, model);
    private readonly QueryRunner _queries = new(store, model);

    public Task<ValueList<Order>> OrdersAsync(CardCall call, CancellationToken cancellationToken) => FirstAsync<Order>(
        call.Query(OrderModel.Kind, OrderModel.Customer, Before(OrderModel.PlacedAt, call.AsOf)), new RecordOrder(OrderModel.PlacedAt, Descending: true), limits.Orders, cancellationToken);

    public Task<ValueList<Interaction>> InteractionsAsync(CardCall call, CancellationToken cancellationToken) => FirstAsync<Interaction>(
        call.Query(InteractionModel.Kind, InteractionModel.Customer, Before(InteractionModel.At, call.AsOf)), new RecordOrder(InteractionModel.At, Descending: true), limits.Interactions, cancellationToken);

    /// <summary>Those that were written down last.</summary>
    public async Task<ValueList<Need>> NeedsAsync(CardCall call, CancellationToken cancellationToken) =>
        (await FirstAsync<Need>(call.Query(NeedModel.Kind, NeedModel.Customer), new RecordOrder("created-at", Descending: true), limits.Others, cancellationToken).ConfigureAwait(false))
            .Where(need => need.LearntOn is not { } day || day <= call.AsOf.Date).ToValueList();

    public async Task<ValueList<CardContact>> ContactsAsync(CardCall call, CancellationToken cancellationToken)
    {
        var found = new List<CardContact>();
        await foreach (ContactPerson person in AllAsync<ContactPerson>(call.Query(ContactPersonModel.Kind, ContactPersonModel.Enterprise), cancellationToken).ConfigureAwait(false))
        {
            ValueList<ContactRole> roles = person.RolesAt(call.AsOf.Date).ToValueList();
            if (!roles.IsEmpty || person.Roles.IsEmpty)
            {
                found.Add(new CardContact(person, roles));
                if (found.Count == limits.Others)
                {
                    break;
                }
            }
        }

        return found.ToValueList();
    }

    public async Task<ValueList<CardTask>> TasksAsync(CardCall call, CancellationToken cancellationToken)
    {
        Condition open = Condition.Any(
            Condition.Equal(CrmTaskModel.State, FieldValue.Of((long)TaskState.Open)),
            Condition.Is("closed-at", Comparison.Greater, FieldValue.Of(call.AsOf.Instant)));
        var first = new FirstOnes<(Instant, RecordId), CrmTask>(limits.Others, task => (DueOf(task, call.AsOf.Zone) ?? Instant.MaxValue, task.Id));
        await foreach (CrmTask task in AllAsync<CrmTask>(call.Query(CrmTaskModel.Kind, CrmTaskModel.Customer, open), cancellationToken).ConfigureAwait(false))
        {
            first.Add(task);
        }

        return first.Select(task => new CardTask(task, DueOf(task, call.AsOf.Zone) < call.AsOf.Instant)).ToValueList();
    }

    public async Task<ValueList<CardItem>> ItemsAsync(CardCall call, CancellationToken cancellationToken)
    {
        LocalDate day = call.AsOf.Date;
        var first = new FirstOnes<(Instant, RecordId), OwnedItem>(limits.Others, static item => (item.NextMaintenance?.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() ?? Instant.MaxValue, item.Id));
        await foreach (OwnedItem item in AllAsync<OwnedItem>(call.Query(OwnedItemModel.Kind, OwnedItemModel.Customer), cancellationToken).ConfigureAwait(false))
        {
            if (item.BoughtOn is not { } bought || bought <= day)
            {
                first.Add(item);
            }
        }

        return first.Select(item => new CardItem(item, item.WarrantyEnd is { } end ? day <= end : null, item.NextMaintenance <= day)).ToValueList();
    }

    /// <summary>The moment after which a task is overdue.</summary>
    internal static Instant? DueOf(CrmTask task, DateTimeZone zone) => task.Due
        ?? (task.DueOn is { } day ? AsOf.EndOf(day, task.Zone is { } own ? DateTimeZoneProviders.Tzdb[own] : zone).Instant : task.End ?? task.Start);

    public static Condition Before(FieldId field, AsOf asOf) => Condition.Is(field, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant));

    private async Task<ValueList<T>> FirstAsync<T>(StoreQuery query, RecordOrder order, int take, CancellationToken cancellationToken)
    {
        if (take == 0)
        {
            return default;
        }

        RecordPage page = await _pages.PageAsync(query with { Order = order, Limit = take }, cancellationToken).ConfigureAwait(false);
        return page.Records.Select(static record => (T)record.Entity).ToValueList();
    }

    private IAsyncEnumerable<T> AllAsync<T>(StoreQuery query, CancellationToken cancellationToken)
        where T : class => _queries.AllAsync<T>(query with { Limit = PageSize }, cancellationToken);
}
