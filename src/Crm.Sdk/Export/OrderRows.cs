using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using NodaTime.Text;

namespace Crm.Sdk.Export;

/// <summary>Writes orders in the columns that import reads (<see cref="OrderColumns"/>), one row a line.</summary>
internal static class OrderRows
{
    public static void Write(ExportWriter row, Order order, OrderLine line, string customer)
    {
        row.Text(order.Key ?? order.Id.ToString());
        row.Text(customer);
        row.Text(InstantPattern.ExtendedIso.Format(order.PlacedAt));
        row.Text(line.Product);
        row.Number(line.Quantity.Amount);
        row.Number(line.Price?.Amount);
        row.Number(line.Discount.Amount);
        row.Number(line.Cost?.Amount);
        row.Number(line.Net.Amount);
        row.Number(line.Tax.Amount);
        row.Text(order.Currency.Code);
        row.Text(order.Channel);
        row.Text(order.Region);
        row.Text(OrderWords.Statuses.Of(order.Status));
        row.Text(OrderWords.Types.Of(order.Type));
    }
}
