using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Receivables;
using Crm.Sdk.Service;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>Scores the indicators of a customer's profit contribution (VA-4, G30) by its records.</summary>
/// <remarks>A thread-safe singleton. It reads the records of the one customer, page by page.</remarks>
public sealed class ProfitIndicatorReader
{
    private const int PageSize = 1_000;
    private const double Full = 10;

    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;
    private readonly CustomerIdentity _identity;
    private readonly PaymentBehaviourReader _payments;

    /// <summary>Makes a reader.</summary>
    public ProfitIndicatorReader(ICrm crm, ICrmStore store, CustomerIdentity identity, PaymentBehaviourReader payments)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _store = store;
        _queries = new QueryRunner(store, crm.Model);
        _identity = identity;
        _payments = payments;
    }

    /// <summary>All indicators of a customer, in the order of <see cref="ProfitIndicator"/>.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer, with all that were merged into it.</param>
    /// <param name="asOf">What happened up to this instant counts. Attributes are those that are known now.</param>
    /// <param name="options">What earns full points; the defaults where null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer. CRM2161: the merges lead in a circle. CRM6235: the days of payments are out of range.</exception>
    public async Task<ValueList<IndicatorScore>> ReadAsync(CrmScope scope, CustomerId customer, AsOf asOf, IndicatorOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        options ??= new IndicatorOptions();
        CustomerId survivor = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        Customer record = (await _store.FindAsync(scope.Tenant, CustomerModel.Kind.Kind, [survivor], cancellationToken).ConfigureAwait(false))[0]?.Entity as Customer
            ?? throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {customer}.");
        var whose = new Whose(scope.Tenant, asOf, [.. (await _identity.MembersAsync(scope, survivor, cancellationToken).ConfigureAwait(false)).Select(static id => FieldValue.Of(id))]);
        return
        [
            new IndicatorScore(ProfitIndicator.Enthusiasm, await EnthusiasmAsync(whose, options, cancellationToken).ConfigureAwait(false)),
            new IndicatorScore(ProfitIndicator.OperatingAbility, OperatingAbility(record, options)),
            new IndicatorScore(ProfitIndicator.Reputation, Reputation(await _payments.ReadAsync(scope, survivor, asOf, options.PaymentDays, cancellationToken).ConfigureAwait(false))),
            new IndicatorScore(ProfitIndicator.SocialConnections, await ConnectionsAsync(whose, options, cancellationToken).ConfigureAwait(false)),
        ];
    }

    private async Task<ValueList<IndicatorEvidence>> EnthusiasmAsync(Whose whose, IndicatorOptions options, CancellationToken cancellationToken)
    {
        LocalDate since = whose.AsOf.Date.PlusMonths(-12);
        var days = new HashSet<LocalDate>();
        long sales = 0, contacts = 0, own = 0;
        await foreach (Order order in AllAsync<Order>(whose, OrderModel.Kind, OrderModel.Customer, cancellationToken, TransactionReader.Counting(whose.AsOf)).ConfigureAwait(false))
        {
            if (order.Type == OrderType.Sale)
            {
                sales++;
                LocalDate day = whose.AsOf.DateOf(order.PlacedAt);
                _ = day > since && days.Add(day);
            }
        }

        await foreach (Interaction interaction in AllAsync<Interaction>(whose, InteractionModel.Kind, InteractionModel.Customer, cancellationToken).ConfigureAwait(false))
        {
            if (interaction.At <= whose.AsOf.Instant)
            {
                contacts++;
                own += interaction.Direction == InteractionDirection.Inbound && interaction.Type != InteractionTypes.Complaint && whose.AsOf.DateOf(interaction.At) > since ? 1 : 0;
            }
        }

        return
        [
            .. sales == 0 ? [] : Counted("purchase-days", days.Count, options.PurchaseDays, sales),
            .. contacts == 0 ? [] : Counted("own-contacts", own, options.OwnContacts, contacts),
        ];
    }

    private static ValueList<IndicatorEvidence> OperatingAbility(Customer customer, IndicatorOptions options)
    {
        var evidence = new List<IndicatorEvidence>();
        Choice("business.management-quality", "management-quality", "low", "medium", "high");
        Choice("business.outlook", "outlook", "poor", "stable", "good");
        if (customer.Attribute("business.growth") is { } text && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double growth) && double.IsFinite(growth))
        {
            evidence.Add(new IndicatorEvidence("growth", growth, Math.Clamp((Full / 2) * (1 + (growth / options.Growth)), 0, Full), 1));
        }

        return evidence.ToValueList();

        void Choice(string attribute, string code, params string[] ascending)
        {
            int place = Array.IndexOf(ascending, customer.Attribute(attribute));
            if (place >= 0)
            {
                evidence.Add(new IndicatorEvidence(code, place, Full * place / (ascending.Length - 1), 1));
            }
        }
    }

    /// <summary>Of the invoices that fell due, those that were paid in full by the end of their day.</summary>
    private static ValueList<IndicatorEvidence> Reputation(PaymentBehaviour paid) =>
        paid.OnTimeRate is { } share ? [new IndicatorEvidence("paid-on-time", share, Full * share, paid.FellDue)] : [];

    private async Task<ValueList<IndicatorEvidence>> ConnectionsAsync(Whose whose, IndicatorOptions options, CancellationToken cancellationToken)
    {
        long referrals = 0, others = 0;
        foreach (FieldId end in (FieldId[])[RelationModel.From, RelationModel.To])
        {
            await foreach (Relation relation in AllAsync<Relation>(whose, RelationModel.Kind, end, cancellationToken).ConfigureAwait(false))
            {
                if (relation.HoldsOn(whose.AsOf.Date))
                {
                    bool referred = relation.Type == RelationTypes.Referral.Code;
                    referrals += referred && end == RelationModel.From ? 1 : 0;
                    others += referred ? 0 : 1;
                }
            }
        }

        long records = referrals + others;
        return records == 0 ? [] : [.. Counted("referrals", referrals, options.Referrals, records), .. Counted("relations", others, options.Relations, records)];
    }

    private static ValueList<IndicatorEvidence> Counted(string code, double value, double full, long records) => [new(code, value, Full * Math.Min(1, value / full), records)];

    private IAsyncEnumerable<T> AllAsync<T>(Whose whose, KindModel kind, FieldId customer, CancellationToken cancellationToken, Condition? also = null)
        where T : class => _queries.AllAsync<T>(
            new StoreQuery(whose.Tenant, kind.Kind) { Where = Condition.All(Condition.IsIn(customer, whose.Members), also ?? Condition.Everything), Limit = PageSize }, cancellationToken);

    private sealed record Whose(TenantId Tenant, AsOf AsOf, FieldValue[] Members);
}
