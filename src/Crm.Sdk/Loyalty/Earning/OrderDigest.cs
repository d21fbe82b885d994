using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Orders;

namespace Crm.Sdk.Loyalty;

/// <summary>What of orders earning depends on, as SHA-256: where it is the same, there is nothing to settle again. How far a delivery is does not belong to it.</summary>
internal static class OrderDigest
{
    public static string Of(Order order) => Of([order])!;

    /// <returns>Null where there are none that count.</returns>
    public static string? Of(IEnumerable<Order> orders)
    {
        var text = new StringBuilder();
        foreach (Order order in orders)
        {
            Add(text, order);
        }

        return text.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, Order order)
    {
        text.Append(CultureInfo.InvariantCulture, $"{order.Id}|{(order.Status == OrderStatus.Cancelled ? 'x' : 'o')}|{order.PlacedAt.ToUnixTimeTicks()}|{order.Currency.Code}|");
        Text(order.Channel);
        Text(order.Region);
        foreach (OrderLine line in order.Lines)
        {
            Text(line.Product);
            text.Append(CultureInfo.InvariantCulture, $"{line.Quantity.Millionths}|{line.Net.MinorUnits}|{line.Tax.MinorUnits}|{line.Discount.MinorUnits}|{line.OriginalLine};");
        }

        void Text(string? value) => text.Append(CultureInfo.InvariantCulture, $"{value?.Length ?? -1}:{value}|");
    }
}
