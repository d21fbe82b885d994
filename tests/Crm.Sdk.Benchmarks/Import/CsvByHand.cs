using System.Globalization;
using CsvHelper;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>
/// The reading half of an import as somebody would write it by hand: the same files with the same reader, each cell read as its type, keys checked for repeats, customers
/// found in a dictionary. No normal forms, no survey, no refused rows: less than ours does.
/// </summary>
internal sealed class CsvByHand : IDisposable
{
    private readonly CsvReader _customers;
    private readonly CsvReader _orders;
    private readonly Dictionary<string, Guid> _customerIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _orderKeys = new(StringComparer.Ordinal);

    public CsvByHand(CsvFiles files)
    {
        _customers = Open(files.Customers);
        _orders = Open(files.Orders);
    }

    public CsvTotals Totals { get; private set; }

    /// <summary>Reads the next rows, as many as the next transaction takes.</summary>
    /// <returns>What was read, so that no cell is left unread.</returns>
    public IReadOnlyList<object> ReadCustomers(int rows)
    {
        var read = new List<object>(rows);
        while (read.Count < rows && _customers.Read())
        {
            string key = Required(_customers, 0);
            var id = Guid.CreateVersion7();
            _customerIds.Add(key, id); // throws where a key stands twice
            read.Add(new CustomerRow(
                id,
                key,
                _customers.GetString(1),
                _customers.GetString(2),
                _customers.GetString(3),
                Email(_customers.GetString(4)),
                _customers.GetString(5),
                _customers.IsEmpty(6) ? null : DateOnly.Parse(_customers.GetString(6), CultureInfo.InvariantCulture),
                Enum.Parse<Customers.Gender>(_customers.GetString(7)),
                _customers.GetString(8),
                _customers.GetString(9),
                _customers.GetString(10)));
            Totals = Totals.WithCustomer();
        }

        return read;
    }

    /// <inheritdoc cref="ReadCustomers"/>
    public IReadOnlyList<object> ReadOrders(int rows)
    {
        var read = new List<object>(rows);
        while (read.Count < rows && _orders.Read())
        {
            string key = Required(_orders, 0);
            if (!_orderKeys.Add(key))
            {
                throw new InvalidDataException($"Order {key} stands twice.");
            }

            var placed = DateTimeOffset.Parse(_orders.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var order = new OrderRow(
                Guid.CreateVersion7(),
                key,
                _customerIds[Required(_orders, 1)],
                (placed - DateTimeOffset.UnixEpoch).Ticks / 10,
                _orders.GetString(3),
                (long)(decimal.Parse(_orders.GetString(4), CultureInfo.InvariantCulture) * 1_000_000m),
                (long)(decimal.Parse(_orders.GetString(5), CultureInfo.InvariantCulture) * 100m),
                _orders.GetString(6),
                _orders.GetString(7),
                Enum.Parse<Orders.OrderStatus>(_orders.GetString(8)),
                Enum.Parse<Orders.OrderType>(_orders.GetString(9)));
            read.Add(order);
            Totals = Totals.WithOrder(order.Microseconds, order.Net);
        }

        return read;
    }

    public void Dispose()
    {
        _customers.Dispose();
        _orders.Dispose();
    }

    private static CsvReader Open(string path) => CsvReader.Create(File.OpenRead(path), new CsvReaderOptions { HasHeader = true });

    private static string Required(CsvReader csv, int column) => csv.GetString(column) is { Length: > 0 } text ? text : throw new InvalidDataException($"Column {column} is empty.");

    private static string? Email(string text) => text.Length == 0 ? null : text.Contains('@', StringComparison.Ordinal) ? text : throw new InvalidDataException($"{text} is no address.");

    private sealed record CustomerRow(
        Guid Id, string Key, string Name, string Given, string Family, string? Email, string Phone, DateOnly? Birth, Customers.Gender Gender, string Region, string Country, string Source);

    private sealed record OrderRow(
        Guid Id, string Key, Guid Customer, long Microseconds, string Product, long Quantity, long Net, string Currency, string Channel, Orders.OrderStatus Status, Orders.OrderType Type);
}
