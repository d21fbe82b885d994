using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Segments;

/// <summary>The events that segments can name.</summary>
internal static class EventCatalogue
{
    private static readonly Condition NotCancelled = Condition.Is(OrderModel.Status, Comparison.NotEqual, FieldValue.Of((long)OrderStatus.Cancelled));

    private static readonly Dictionary<string, EventSource> All = Sources().ToDictionary(static source => source.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    public static EventSource? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The orders that facts are computed of: sales, returns, or both.</summary>
    public static Condition Orders(OrderType? type) =>
        type is { } one ? Condition.All(NotCancelled, Condition.Equal(OrderModel.Type, FieldValue.Of((long)one))) : NotCancelled;

    private static IEnumerable<EventSource> Sources()
    {
        yield return new EventSource("order", OrderModel.Kind, OrderModel.PlacedAt, Orders(OrderType.Sale)) { Amounts = [OrderModel.Net], Items = "line" };
        yield return new EventSource("return", OrderModel.Kind, OrderModel.PlacedAt, Orders(OrderType.Return)) { Amounts = [OrderModel.Net], Items = "line" };
        yield return new EventSource("interaction", InteractionModel.Kind, InteractionModel.At, Condition.Everything);
        foreach (string type in InteractionTypes.List.Members.Select(static member => member.Code))
        {
            yield return new EventSource(type, InteractionModel.Kind, InteractionModel.At, Condition.Equal(InteractionModel.Type, FieldValue.Of(type)));
        }

        yield return new EventSource("task", CrmTaskModel.Kind, "created-at", Condition.Everything) { Amounts = ["cost"] };
        yield return new EventSource("need", NeedModel.Kind, "learnt-on", Condition.Everything);
        yield return new EventSource("owned-item", OwnedItemModel.Kind, "bought-on", Condition.Everything);
        yield return new EventSource("invoice", InvoiceModel.Kind, InvoiceModel.IssuedOn, Condition.Everything) { Amounts = [InvoiceModel.Net, InvoiceModel.Gross] };
        yield return new EventSource("payment", PaymentModel.Kind, PaymentModel.ReceivedAt, Condition.Everything) { Amounts = [PaymentModel.Amount] };
        yield return new EventSource("investment", InvestmentModel.Kind, InvestmentModel.At, Condition.Everything) { Amounts = [InvestmentModel.Amount] };
    }
}
