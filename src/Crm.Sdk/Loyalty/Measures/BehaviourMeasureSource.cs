using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Findings from what customers did: orders net of returns, needs, interactions, gifts, and their records.</summary>
/// <remarks>Reads page by page; memory grows with the customers of the batch and their returns, not with their orders. Thread-safe.</remarks>
internal sealed class BehaviourMeasureSource(ICrmStore store, QueryRunner queries, BehaviourMeasureOptions options) : ILoyaltyMeasureSource
{
    private const int PageSize = 1_000;

    public string Name => "crm.behaviour";

    public async ValueTask MeasureAsync(LoyaltyMeasureRequest request, CancellationToken cancellationToken)
    {
        MemberPlaces places = MemberPlaces.Of(request.Customers);
        BehaviourTally[] tallies = [.. request.Customers.Select(_ => new BehaviourTally(request.AsOf, options))];
        if (tallies.Length == 0)
        {
            return;
        }

        Instant asOf = request.AsOf.Instant.FloorToMicrosecond();
        Instant start = request.AsOf.Zone.AtStartOfDay(tallies[0].Before.PlusDays(1)).ToInstant();
        Instant contacts = Instant.Min(start, request.AsOf.Zone.AtStartOfDay(request.AsOf.Date.PlusDays(-BehaviourTally.DaysOfYear)).ToInstant());
        IReadOnlyList<StoredRecord?> customers = await store.FindAsync(
            request.Scope.Tenant, CustomerModel.Kind.Kind, [.. request.Customers.Select(static subject => (RecordId)subject.Customer)], cancellationToken).ConfigureAwait(false);
        for (int place = 0; place < tallies.Length; place++)
        {
            if (customers[place]?.Entity is Customer customer)
            {
                tallies[place].Add(customer);
            }
        }

        await foreach (Need need in AllAsync<Need>(NeedModel.Kind, NeedModel.Customer, Condition.Everything).ConfigureAwait(false))
        {
            tallies[places[need.Customer]].Add(need);
        }

        Condition contacted = Condition.All(Condition.Is(InteractionModel.At, Comparison.GreaterOrEqual, FieldValue.Of(contacts)), Condition.Is(InteractionModel.At, Comparison.LessOrEqual, FieldValue.Of(asOf)));
        await foreach (Interaction interaction in AllAsync<Interaction>(InteractionModel.Kind, InteractionModel.Customer, contacted).ConfigureAwait(false))
        {
            tallies[places[interaction.Customer]].Add(interaction);
        }

        Condition inWindow = Condition.All(Condition.Is(InvestmentModel.At, Comparison.GreaterOrEqual, FieldValue.Of(start)), Condition.Is(InvestmentModel.At, Comparison.LessOrEqual, FieldValue.Of(asOf)));
        await foreach (Investment gift in AllAsync<Investment>(InvestmentModel.Kind, InvestmentModel.Customer, inWindow).ConfigureAwait(false))
        {
            if (gift.Type == InvestmentTypes.Gift)
            {
                tallies[places[gift.Customer]].AddGift(gift.Amount);
            }
        }

        Condition counting = Condition.All(TransactionReader.Counting(request.AsOf), Condition.Is(OrderModel.PlacedAt, Comparison.GreaterOrEqual, FieldValue.Of(start)));
        Dictionary<OrderId, Money> returned = await ReturnedAsync(AllAsync<Order>(OrderModel.Kind, OrderModel.Customer, Condition.All(counting, OfType(OrderType.Return)))).ConfigureAwait(false);
        await foreach (Order sale in AllAsync<Order>(OrderModel.Kind, OrderModel.Customer, Condition.All(counting, OfType(OrderType.Sale))).ConfigureAwait(false))
        {
            if (!returned.TryGetValue(sale.Id, out Money back) || (sale.Net + back).MinorUnits > 0)
            {
                tallies[places[sale.Customer]].Add(sale);
            }
        }

        for (int place = 0; place < tallies.Length; place++)
        {
            foreach (LoyaltyFinding finding in tallies[place].Findings())
            {
                request.Report(place, finding);
            }
        }

        IAsyncEnumerable<T> AllAsync<T>(KindModel kind, FieldId customer, Condition also)
            where T : class =>
            queries.AllAsync<T>(new StoreQuery(request.Scope.Tenant, kind.Kind) { Where = Condition.All(Condition.IsIn(customer, places.Ids), also), Limit = PageSize }, cancellationToken);
    }

    private static Condition OfType(OrderType type) => Condition.Equal(OrderModel.Type, FieldValue.Of((long)type));

    /// <summary>What came back of each sale, as a negative amount. A return that names no sale takes none back.</summary>
    private static async Task<Dictionary<OrderId, Money>> ReturnedAsync(IAsyncEnumerable<Order> returns)
    {
        var returned = new Dictionary<OrderId, Money>();
        await foreach (Order order in returns.ConfigureAwait(false))
        {
            if (order.ReturnOf is { } sale)
            {
                returned[sale] = returned.TryGetValue(sale, out Money before) ? before + order.Net : order.Net;
            }
        }

        return returned;
    }
}
