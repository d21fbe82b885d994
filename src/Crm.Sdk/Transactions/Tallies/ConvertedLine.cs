using Crm.Sdk.Classification;
using Crm.Sdk.Orders;

namespace Crm.Sdk.Transactions;

/// <summary>A line with its amounts in minor units of the reporting currency; 0 where there is no rate. In returns quantity and amounts are negative.</summary>
internal readonly record struct ConvertedLine(string? Product, long Millionths, long Amount, long Discount)
{
    /// <summary>The lines of an order; null amounts where its day has no rate.</summary>
    public static async ValueTask<(ConvertedLine[] Lines, bool IsKnown)> OfAsync(Order order, RateTable rates, CancellationToken cancellationToken)
    {
        var lines = new ConvertedLine[order.Lines.Count];
        long at = order.PlacedAt.ToUnixMicroseconds();
        bool known = true;
        for (int i = 0; i < lines.Length; i++)
        {
            OrderLine line = order.Lines[i];
            long? amount = await rates.ConvertAsync(line.Net, at, cancellationToken).ConfigureAwait(false);
            long? discount = await rates.ConvertAsync(line.Discount, at, cancellationToken).ConfigureAwait(false);
            known &= amount is not null;
            lines[i] = new ConvertedLine(line.Product, line.Quantity.Millionths, amount ?? 0, discount ?? 0);
        }

        return (lines, known);
    }
}
