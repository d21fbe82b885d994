using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Export;

/// <summary>Writes orders in the columns that import reads (<see cref="OrderColumns"/>, <see cref="OrderLineColumns"/>), one row a line.</summary>
internal static class OrderRows
{
    /// <summary>Writes the rows of an order.</summary>
    /// <returns>How many.</returns>
    public delegate ValueTask<int> Writer(ExportWriter row, Order order, ReferenceKeys keys, CancellationToken cancellationToken);

    /// <summary>The records that an order refers to.</summary>
    public static IEnumerable<RecordRef> ReferencesOf(Order order)
    {
        yield return CustomerOf(order);
        if (ReturnOf(order) is { } returned)
        {
            yield return returned;
        }
    }

    /// <summary>Writes each line with what belongs to the order; an order without lines is one row that says so.</summary>
    public static async ValueTask<int> Write(ExportWriter row, Order order, ReferenceKeys keys, CancellationToken cancellationToken)
    {
        int rows = Math.Max(1, order.Lines.Count);
        for (int i = 0; i < rows; i++)
        {
            Write(row, order, i < order.Lines.Count ? order.Lines[i] : null, keys);
            await row.EndRowAsync(cancellationToken).ConfigureAwait(false);
        }

        return rows;
    }

    /// <summary>Writes each line with the order's key.</summary>
    public static async ValueTask<int> WriteLines(ExportWriter row, Order order, ReferenceKeys keys, CancellationToken cancellationToken)
    {
        foreach (OrderLine line in order.Lines)
        {
            row.Text(order.Key ?? order.Id.ToString());
            WriteLine(row, line);
            row.Number(line.OriginalLine);
            await row.EndRowAsync(cancellationToken).ConfigureAwait(false);
        }

        return order.Lines.Count;
    }

    private static void Write(ExportWriter row, Order order, OrderLine? line, ReferenceKeys keys)
    {
        row.Text(order.Key ?? order.Id.ToString());
        row.Text(keys[CustomerOf(order)]);
        row.Text(Moment(order.PlacedAt));
        WriteLine(row, line);
        row.Text(order.Currency.Code);
        row.Text(order.Channel);
        row.Text(order.Region);
        row.Text(OrderWords.Statuses.Of(order.Status));
        row.Text(OrderWords.Types.Of(order.Type));
        row.Text(Moment(order.PromisedAt));
        row.Text(Moment(order.ShippedAt));
        row.Text(Moment(order.DeliveredAt));
        row.Text(Moment(order.AcceptedAt));
        row.Text(keys[ReturnOf(order)]);
        row.Number(line?.OriginalLine);
        row.Number(order.Lines.Count);
    }

    private static void WriteLine(ExportWriter row, OrderLine? line)
    {
        row.Text(line?.Product);
        row.Number(line?.Quantity.Amount);
        row.Number(line?.Price?.Amount);
        row.Number(line?.Discount.Amount);
        row.Number(line?.Cost?.Amount);
        row.Number(line?.Net.Amount);
        row.Number(line?.Tax.Amount);
    }

    private static RecordRef CustomerOf(Order order) => new(CustomerModel.Kind.Kind, order.Customer);

    private static RecordRef? ReturnOf(Order order) => order.ReturnOf is { } id ? new RecordRef(OrderModel.Kind.Kind, id) : null;

    private static string? Moment(Instant? at) => at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null;
}
