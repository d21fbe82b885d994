using Crm.Sdk.Customers;
using Crm.Sdk.Guarding;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Plugins;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Reads what happened with a batch of customers: orders net of returns, interactions, and what the sources of plugins report.</summary>
/// <remarks>Reads columns; memory grows with the orders of the batch and the days on which something happened. Thread-safe.</remarks>
internal sealed class LifecycleFactReader(ICrmStore store, IExtensions extensions, TimeSpan deadline, TimeProvider time)
{
    private static readonly FieldId[] OrderFields = ["id", OrderModel.Customer, OrderModel.PlacedAt, OrderModel.Net, OrderModel.ReturnOf];
    private static readonly FieldType[] OrderTypes = [FieldType.Id, FieldType.Id, FieldType.Instant, FieldType.Int, FieldType.Id];
    private static readonly FieldId[] InteractionFields = ["id", InteractionModel.Customer, InteractionModel.At, InteractionModel.Type, InteractionModel.Direction];
    private static readonly FieldType[] InteractionKinds = [FieldType.Id, FieldType.Id, FieldType.Instant, FieldType.Text, FieldType.Int];

    /// <summary>The facts of each customer, since when each is known, and the names of the sources that failed.</summary>
    public async Task<(LifecycleFactRequest Facts, Instant?[] Known, ValueList<string> Failed)> ReadAsync(CrmScope scope, AsOf asOf, ValueList<LoyaltySubject> customers, CancellationToken cancellationToken)
    {
        var request = new LifecycleFactRequest(scope, asOf, customers);
        MemberPlaces places = MemberPlaces.Of(customers);
        if (customers.IsEmpty)
        {
            return (request, [], []);
        }

        await ReadOrdersAsync(request, places, cancellationToken).ConfigureAwait(false);
        await ReadInteractionsAsync(request, places, cancellationToken).ConfigureAwait(false);
        var failed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Extension<ILifecycleSource> extension in extensions.All<ILifecycleSource>())
        {
            var reported = new LifecycleFactRequest(scope, asOf, customers);
            CallFailure? failure = await GuardedCall.RunAsync(
                extension.Guard, "lifecycle-source", (extension.Instance, reported), static (call, stop) => call.Instance.ReportAsync(call.reported, stop), deadline, time, cancellationToken).ConfigureAwait(false);
            _ = failure is not null && failed.Add(extension.Instance.Name);
            for (int place = 0; failure is null && place < customers.Count; place++)
            {
                foreach (LifecycleFact fact in reported.Of(place))
                {
                    request.Report(place, fact);
                }
            }
        }

        return (request, await KnownAsync(scope.Tenant, customers, places, cancellationToken).ConfigureAwait(false), failed.ToValueList());
    }

    private async Task<Instant?[]> KnownAsync(TenantId tenant, ValueList<LoyaltySubject> customers, MemberPlaces places, CancellationToken cancellationToken)
    {
        var known = new Instant?[customers.Count];
        RecordId[] ids = [.. customers.SelectMany(static subject => subject.Members).Select(static id => (RecordId)id)];
        foreach (StoredRecord? record in await store.FindAsync(tenant, CustomerModel.Kind.Kind, ids, cancellationToken).ConfigureAwait(false))
        {
            if (record?.Entity is Customer { Origin.At: var at } customer)
            {
                int place = places[customer.Id];
                known[place] = known[place] is { } earlier && earlier < at ? earlier : at;
            }
        }

        return known;
    }

    private async Task ReadOrdersAsync(LifecycleFactRequest request, MemberPlaces places, CancellationToken cancellationToken)
    {
        var purchases = new NetPurchases(request);
        await ScanAsync(OrderType.Return, (place, at, batch, row) => purchases.Return(place, batch.Ids(4)[row], at, batch.Numbers(3)[row])).ConfigureAwait(false);
        await ScanAsync(OrderType.Sale, (place, at, batch, row) => purchases.Sell(place, batch.Ids(0)[row], at, batch.Numbers(3)[row])).ConfigureAwait(false);
        purchases.Report();

        Task ScanAsync(OrderType type, Action<int, Instant, ColumnBatch, int> take) => this.ScanAsync(
            request,
            places,
            OrderModel.Kind,
            OrderFields,
            OrderTypes,
            Condition.All(TransactionReader.Counting(request.AsOf), Condition.IsIn(OrderModel.Customer, places.Ids), Condition.Equal(OrderModel.Type, FieldValue.Of((long)type))),
            take,
            cancellationToken);
    }

    private async Task ReadInteractionsAsync(LifecycleFactRequest request, MemberPlaces places, CancellationToken cancellationToken)
    {
        var inquiries = new FirstOfDay(request, LifecycleFactTypes.Inquiry, InteractionModel.Kind.Kind);
        var complaints = new FirstOfDay(request, LifecycleFactTypes.Complaint, InteractionModel.Kind.Kind);
        Condition where = Condition.All(
            Condition.IsIn(InteractionModel.Customer, places.Ids), Condition.Is(InteractionModel.At, Comparison.LessOrEqual, FieldValue.Of(request.AsOf.Instant)));
        await ScanAsync(
            request,
            places,
            InteractionModel.Kind,
            InteractionFields,
            InteractionKinds,
            where,
            (place, at, batch, row) =>
            {
                FirstOfDay? days = batch.Texts(3)[row] switch
                {
                    InteractionTypes.Complaint => complaints,
                    InteractionTypes.Repair => null,
                    _ => batch.Numbers(4)[row] == (long)InteractionDirection.Inbound ? inquiries : null,
                };
                days?.Add(place, at, new RecordId(batch.Ids(0)[row]));
            },
            cancellationToken).ConfigureAwait(false);
        inquiries.Report();
        complaints.Report();
    }

    /// <summary>Reads rows whose second and third columns are the customer and the instant.</summary>
    private Task ScanAsync(
        LifecycleFactRequest request, MemberPlaces places, KindModel kind, FieldId[] fields, FieldType[] types, Condition where, Action<int, Instant, ColumnBatch, int> take, CancellationToken cancellationToken) =>
        ColumnScan.RunAsync(
            store,
            new StoreQuery(request.Scope.Tenant, kind.Kind) { Where = where },
            kind,
            fields,
            types,
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    take(places[new CustomerId(batch.Ids(1)[row])], Instant.FromUnixTimeTicks(batch.Numbers(2)[row] * 10), batch, row);
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken);
}
