using Crm.Sdk.Orders;
using Crm.Sdk.Serialization;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>So many days after a purchase, of some products or any; from the delivery on where it is known. Orders that were cancelled or taken back whole do not count.</summary>
internal sealed class AfterOrderTrigger : BuiltInTrigger
{
    public override string Type => "after-order";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days"), Text("occasion.order"), Text("occasion.item")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        int days = settings.Whole("days", 0, 3_660);
        HashSet<string>? products = settings.Has("products") ? [.. settings.Texts("products")] : null;
        settings.End([]);
        return new EachPage<Order>(
            (data, subjects, token) => data.OfAsync<Order>(
                OrderModel.Kind, OrderModel.Customer, static order => order.Customer, subjects,
                Condition.Is(OrderModel.PlacedAt, Comparison.GreaterOrEqual, FieldValue.Of(Earliest(subjects, days))), token),
            (subject, orders, asOf) => Due(subject, [.. orders], days, products, asOf));
    }

    /// <summary>Orders of a year before count too: what is delivered late is cared for late.</summary>
    private static Instant Earliest(IReadOnlyList<CareSubject> subjects, int days) => subjects.Min(static subject => subject.From).PlusDays(-days - 366).AtMidnight().InUtc().ToInstant();

    private static IEnumerable<DueOccasion> Due(CareSubject subject, Order[] orders, int days, HashSet<string>? products, AsOf asOf)
    {
        ILookup<OrderId, Order> returns = orders.Where(order => order.Type == OrderType.Return && order.PlacedAt <= asOf.Instant).ToLookup(static order => order.ReturnOf ?? default);
        foreach (Order order in DateTrigger.Sales(orders, asOf))
        {
            OrderLine? line = order.Lines.FirstOrDefault(line => products is null || (line.Product is { } product && products.Contains(product)));
            bool isTakenBack = returns[order.Id].Sum(static taken => taken.Net.MinorUnits) <= -order.Net.MinorUnits && returns[order.Id].Any();
            if (line is not null && !isTakenBack)
            {
                LocalDate day = asOf.DateOf(order.DeliveredAt is { } delivered && delivered <= asOf.Instant ? delivered : order.PlacedAt).PlusDays(days);
                string name = order.Key ?? order.Id.ToString();
                var occasion = new CareOccasion($"after-order:{order.Id}", 0, day)
                {
                    Values = Occasions.Of(day, subject.Today, null, line.Product).With("occasion.order", TemplateValue.Of(name)),
                };
                if (CalendarTrigger.On(subject, occasion, 0) is { } due)
                {
                    yield return due with { Subject = new SurveySubject(null, line.Product) };
                }
            }
        }
    }
}
