using System.Runtime.InteropServices;
using Crm.Sdk.Customers;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>The facts of other records than whole orders: what was invested in customers, what they pay for a piece, how loyal they were found, where they stand in their lives. Read for one run, only where a rule asks for them.</summary>
/// <remarks>Some 60 bytes for each customer that has such records. Thread-safe.</remarks>
internal sealed class RecordFacts : IFactSource
{
    private const int PageSize = 2_000;

    private static readonly FieldId[] Fields = [InvestmentModel.Customer, InvestmentModel.Amount, InvestmentModel.Currency, InvestmentModel.At];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Int, FieldType.Text, FieldType.Instant];

    private readonly Dictionary<Guid, Sum> _costs = [];
    private readonly Dictionary<Guid, Sum> _pieces = [];

    private CurrentLoyalty? _loyalty;
    private CurrentTiers? _tiers;
    private CurrentLifecycles? _lifecycles;
    private CurrentWinBacks? _winBacks;

    private RecordFacts()
    {
    }

    public IReadOnlyList<Fact> Provides { get; } = [Facts.MarketingCost, Facts.AveragePiecePrice, .. LoyaltyFacts.All, LoyaltyTierFacts.Tier, .. LifecycleStageFacts.All, WinBackFacts.Strategy];

    /// <summary>Reads what the wanted facts need, of all customers or of some; who was merged is read too where the caller has not.</summary>
    public static async Task<RecordFacts> ReadAsync(
        ICrmStore store, CrmScope scope, AsOf asOf, RateTable rates, IEnumerable<Fact> wanted, IReadOnlyList<CustomerId>? customers, MergedCustomers? merged, CancellationToken cancellationToken)
    {
        var facts = new RecordFacts();
        HashSet<Fact> all = [.. wanted];
        if (!facts.Provides.Any(all.Contains))
        {
            return facts;
        }

        merged ??= await MergedCustomers.ReadAsync(store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        FieldValue[]? members = customers is null ? null : [.. merged.WithMembers(customers).Select(static id => FieldValue.Of(id))];
        if (all.Contains(Facts.MarketingCost))
        {
            await facts.ReadCostsAsync(store, scope.Tenant, asOf, rates, merged, members, cancellationToken).ConfigureAwait(false);
        }

        if (all.Contains(Facts.AveragePiecePrice))
        {
            await facts.ReadPiecesAsync(store, scope.Tenant, asOf, rates, merged, members, cancellationToken).ConfigureAwait(false);
        }

        if (LoyaltyFacts.All.Any(all.Contains))
        {
            facts._loyalty = await CurrentLoyalty.ReadAsync(store, scope.Tenant, asOf.Date, merged, members, cancellationToken).ConfigureAwait(false);
        }

        if (all.Contains(LoyaltyTierFacts.Tier))
        {
            facts._tiers = await CurrentTiers.ReadAsync(store, scope.Tenant, asOf.Instant, merged, members, cancellationToken).ConfigureAwait(false);
        }

        if (LifecycleStageFacts.All.Any(all.Contains))
        {
            facts._lifecycles = await CurrentLifecycles.ReadAsync(store, scope.Tenant, asOf.Instant, members, cancellationToken).ConfigureAwait(false);
        }

        if (all.Contains(WinBackFacts.Strategy))
        {
            facts._winBacks = await CurrentWinBacks.ReadAsync(store, scope.Tenant, asOf.Instant, merged, members, cancellationToken).ConfigureAwait(false);
        }

        return facts;
    }

    public ValueTask LoadAsync(FactRequest request, CancellationToken cancellationToken)
    {
        _loyalty?.Load(request);
        _tiers?.Load(request);
        _lifecycles?.Load(request);
        _winBacks?.Load(request);
        bool wantsCosts = request.Wants(Facts.MarketingCost), wantsPieces = request.Wants(Facts.AveragePiecePrice);
        for (int i = 0; i < request.Count; i++)
        {
            Guid customer = request.CustomerId(i).Value;
            Sum cost = _costs.GetValueOrDefault(customer), pieces = _pieces.GetValueOrDefault(customer);
            if (wantsCosts && !cost.Unknown && cost.Amount <= long.MaxValue)
            {
                request.Set(Facts.MarketingCost, i, Money.OfMinor((long)cost.Amount, request.Currency));
            }

            if (wantsPieces && !pieces.Unknown && pieces.Millionths > 0)
            {
                (Int128 mean, Int128 rest) = Int128.DivRem(pieces.Amount * 1_000_000, pieces.Millionths);
                request.Set(Facts.AveragePiecePrice, i, Money.OfMinor((long)(Int128.Abs(rest) * 2 >= pieces.Millionths ? mean + Int128.Sign(pieces.Amount) : mean), request.Currency));
            }
        }

        return ValueTask.CompletedTask;
    }

    private async Task ReadCostsAsync(
        ICrmStore store, TenantId tenant, AsOf asOf, RateTable rates, MergedCustomers merged, FieldValue[]? members, CancellationToken cancellationToken)
    {
        Condition where = Condition.Is(InvestmentModel.At, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant.FloorToMicrosecond()));
        var query = new StoreQuery(tenant, InvestmentModel.Kind.Kind) { Where = members is null ? where : Condition.All(where, Condition.IsIn(InvestmentModel.Customer, members)) };
        await ColumnScan.RunAsync(
            store,
            query,
            InvestmentModel.Kind,
            Fields,
            Types,
            async (batch, token) =>
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    long? cost = await rates.ConvertAsync(Money.OfMinor(batch.Numbers(1)[i], Currency.Parse(batch.Texts(2)[i]!)), batch.Numbers(3)[i], token).ConfigureAwait(false);
                    Add(_costs, merged.Of(batch.Ids(0)[i]), cost, 0);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadPiecesAsync(
        ICrmStore store, TenantId tenant, AsOf asOf, RateTable rates, MergedCustomers merged, FieldValue[]? members, CancellationToken cancellationToken)
    {
        List<Condition> where =
        [
            Condition.Is(OrderModel.Status, Comparison.NotEqual, FieldValue.Of((long)OrderStatus.Cancelled)),
            Condition.Equal(OrderModel.Type, FieldValue.Of((long)OrderType.Sale)),
            Condition.Is(OrderModel.PlacedAt, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant.FloorToMicrosecond())),
        ];
        if (members is not null)
        {
            where.Add(Condition.IsIn(OrderModel.Customer, members));
        }

        var pages = new QueryRunner(store, new ModelCatalogue([OrderModel.Kind]));
        var query = new StoreQuery(tenant, OrderModel.Kind.Kind) { Where = Condition.All([.. where]), Limit = PageSize };
        await foreach (Order order in pages.AllAsync<Order>(query, cancellationToken).ConfigureAwait(false))
        {
            foreach (OrderLine line in order.Lines.Where(static line => line.Quantity.Millionths > 0))
            {
                Add(_pieces, merged.Of(order.Customer.Value), await rates.ConvertAsync(line.Net, order.PlacedAt.ToUnixMicroseconds(), cancellationToken).ConfigureAwait(false), line.Quantity.Millionths);
            }
        }
    }

    private static void Add(Dictionary<Guid, Sum> sums, CustomerId customer, long? amount, long millionths)
    {
        ref Sum sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, customer.Value, out _);
        sum = new Sum(sum.Amount + (amount ?? 0), sum.Millionths + millionths, sum.Unknown || amount is null);
    }

    private readonly record struct Sum(Int128 Amount, Int128 Millionths, bool Unknown);
}
