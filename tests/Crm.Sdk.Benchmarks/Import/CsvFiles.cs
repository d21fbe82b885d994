using System.Globalization;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Orders;
using CsvHelper;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>The population as two CSV files: what both imports read.</summary>
internal sealed record CsvFiles(string Customers, string Orders, CsvTotals Totals)
{
    public static readonly string[] CustomerColumns = ["key", "name", "givenName", "familyName", "email", "phone", "birthday", "gender", "region", "country", "source"];
    public static readonly string[] OrderColumns = ["key", "customer", "date", "product", "quantity", "amount", "currency", "channel", "status", "type"];

    public static async Task<CsvFiles> WriteAsync(Population population, string folder)
    {
        string customerFile = Path.Combine(folder, "customers.csv"), orderFile = Path.Combine(folder, "orders.csv");
        var totals = default(CsvTotals);
        var keys = new Dictionary<CustomerId, string>();
        await WriteAsync(customerFile, CustomerColumns, population.Customers(), c =>
        {
            keys.Add(c.Id, c.Key!);
            totals = totals.WithCustomer();
            return [c.Key!, c.Name!, c.Person?.Given, c.Person?.Family, c.Email, c.Phone, c.Birth?.ToString(), c.Gender.ToString(), c.Region, c.Country, c.Source];
        });
        await WriteAsync(orderFile, OrderColumns, population.Orders(), o =>
        {
            totals = totals.WithOrder(o.PlacedAt.ToUnixMicroseconds(), o.Net.MinorUnits);
            OrderLine line = o.Lines[0];
            return
            [
                o.Key, keys[o.Customer], o.PlacedAt.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), line.Product, line.Quantity.ToString(),
                o.Net.Amount.ToString(CultureInfo.InvariantCulture), o.Currency.Code, o.Channel, o.Status.ToString(), o.Type.ToString(),
            ];
        });
        return new CsvFiles(customerFile, orderFile, totals);
    }

    private static async Task WriteAsync<T>(string path, string[] columns, IEnumerable<T> records, Func<T, string?[]> fields)
    {
        await using FileStream file = File.Create(path);
        await using var csv = CsvWriter.Create(file, new CsvWriterOptions { NewLine = "\n" });
        foreach (string?[] row in records.Select(fields).Prepend(columns))
        {
            Array.ForEach(row, field => csv.WriteField(field));
            await csv.EndRecordAsync();
        }
    }
}
