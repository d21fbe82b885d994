using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>What a customer did from an instant on: measured the same of those who were cared for and of those who were left alone.</summary>
/// <param name="Responded">Whether it turned to us: by an interaction that came in, or an answer to a survey.</param>
/// <param name="Orders">The orders and the returns of them.</param>
internal sealed record CustomerDeeds(bool Responded, IReadOnlyList<Order> Orders)
{
    /// <summary>Whether something stays of what it ordered.</summary>
    public bool Bought => Orders.Any(static order => order.Type == OrderType.Sale) && Orders.GroupBy(static order => order.Net.Currency).Any(static currency => currency.Sum(static order => order.Net.MinorUnits) > 0);

    /// <summary>Reads the deeds of a page of customers.</summary>
    /// <param name="data">The store.</param>
    /// <param name="enrolled">The customers, with the instant from which on deeds count.</param>
    /// <param name="until">Up to when they count.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<CustomerId, CustomerDeeds>> ReadAsync(CareData data, IReadOnlyList<(Customer Customer, Instant From)> enrolled, AsOf until, CancellationToken cancellationToken)
    {
        CareSubject[] subjects = [.. enrolled.Select(static each => each.Customer).DistinctBy(static customer => customer.Id).Select(customer => new CareSubject(customer, until.Date, until.Date))];
        FieldValue from = FieldValue.Of(enrolled.Min(static each => each.From)), to = FieldValue.Of(until.Instant);
        ILookup<CustomerId, Interaction> interactions = await data.OfAsync<Interaction>(
            InteractionModel.Kind, InteractionModel.Customer, static one => one.Customer, subjects, Between(InteractionModel.At, from, to), cancellationToken).ConfigureAwait(false);
        ILookup<CustomerId, SurveyAnswer> answers = await data.OfAsync<SurveyAnswer>(
            SurveyAnswerModel.Kind, SurveyAnswerModel.Customer, static one => one.Customer, subjects, Between(SurveyAnswerModel.At, from, to), cancellationToken).ConfigureAwait(false);
        ILookup<CustomerId, Order> orders = await data.OfAsync<Order>(
            OrderModel.Kind, OrderModel.Customer, static one => one.Customer, subjects, Between(OrderModel.PlacedAt, from, to), cancellationToken).ConfigureAwait(false);
        var deeds = new Dictionary<CustomerId, CustomerDeeds>();
        foreach ((Customer customer, Instant since) in enrolled)
        {
            deeds[customer.Id] = new CustomerDeeds(
                interactions[customer.Id].Any(one => one.Direction == InteractionDirection.Inbound && one.At >= since) || answers[customer.Id].Any(one => one.At >= since),
                Sold([.. orders[customer.Id].Where(order => order.PlacedAt >= since)]));
        }

        return deeds;
    }

    /// <summary>Reads what customers did for some days, each from an instant of its own on; nothing of those that are gone.</summary>
    /// <param name="data">The store.</param>
    /// <param name="since">The customers with their instants.</param>
    /// <param name="days">For how many days deeds count.</param>
    /// <param name="asOf">Up to when they count at the latest.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The deeds by place in <paramref name="since"/>.</returns>
    public static async Task<IReadOnlyDictionary<int, CustomerDeeds>> ReadAsync(CareData data, IReadOnlyList<(CustomerId Customer, Instant From)> since, int days, AsOf asOf, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredRecord?> customers = await data.Store.FindAsync(
            data.Scope.Tenant, CustomerModel.Kind.Kind, [.. since.Select(each => (RecordId)data.Merged.Of(((RecordId)each.Customer).Value))], cancellationToken).ConfigureAwait(false);
        var deeds = new Dictionary<int, CustomerDeeds>();
        foreach (IGrouping<Instant, int> together in Enumerable.Range(0, since.Count).Where(at => customers[at]?.Entity is Customer).GroupBy(at => since[at].From))
        {
            (Customer Customer, Instant From)[] there = [.. together.Select(at => ((Customer)customers[at]!.Entity, together.Key))];
            AsOf until = AsOf.At(Instant.Min(asOf.Instant, together.Key + Duration.FromDays(days)), asOf.Zone);
            IReadOnlyDictionary<CustomerId, CustomerDeeds> found = await ReadAsync(data, there, until, cancellationToken).ConfigureAwait(false);
            foreach (int at in together)
            {
                deeds[at] = found[((Customer)customers[at]!.Entity).Id];
            }
        }

        return deeds;
    }

    private static Condition Between(FieldId field, FieldValue from, FieldValue to) => Condition.All(Condition.Is(field, Comparison.GreaterOrEqual, from), Condition.Is(field, Comparison.LessOrEqual, to));

    /// <summary>Sales that were not cancelled, and what was taken back of them; what was bought before and taken back now says nothing of the campaign.</summary>
    private static Order[] Sold(Order[] orders)
    {
        HashSet<OrderId> sales = [.. orders.Where(static order => order.Type == OrderType.Sale && order.Status != OrderStatus.Cancelled).Select(static order => order.Id)];
        return [.. orders.Where(order => order.Status != OrderStatus.Cancelled && sales.Contains(order.Type == OrderType.Sale ? order.Id : order.ReturnOf ?? default))];
    }
}
