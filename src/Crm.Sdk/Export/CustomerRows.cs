using System.Text.Json;
using Crm.Sdk.Customers;
using Crm.Sdk.Import;

namespace Crm.Sdk.Export;

/// <summary>Writes customers in the columns that import reads (<see cref="CustomerColumns"/>), then their custom attributes.</summary>
internal sealed class CustomerRows(IReadOnlyList<string> attributes)
{
    public IReadOnlyList<string> Columns { get; } = [.. CustomerColumns.Names, .. attributes.Select(static name => ColumnMap.AttributePrefix + name)];

    public void Write(ExportWriter row, Customer customer)
    {
        row.Text(customer.Key ?? customer.Id.ToString());
        row.Text(CustomerWords.Kinds.Of(customer.Kind));
        row.Text(customer.Name);
        row.Text(customer.Person?.Given);
        row.Text(customer.Person?.Family);
        row.Text(customer.Email);
        row.Text(customer.Phone);
        row.Text(customer.Address?.Street);
        row.Text(customer.Address?.City);
        row.Text(customer.Address?.PostalCode);
        row.Text(customer.Birth?.ToString());
        row.Text(customer.Gender == Gender.Unknown ? null : CustomerWords.Genders.Of(customer.Gender));
        row.Text(customer.Region);
        row.Text(customer.Country);
        row.Number(customer.Address?.Point?.Latitude);
        row.Number(customer.Address?.Point?.Longitude);
        row.Text(customer.Address?.Point is { } point ? CustomerWords.Datums.Of(point.Datum) : null);
        row.Text(customer.Industry);
        row.Text(customer.Owner);
        row.Text(customer.Source);
        row.Text(customer.Zone);
        row.Text(customer.Language);
        row.Json(customer.Tags.IsEmpty ? null : JsonSerializer.Serialize(customer.Tags.Items, CustomerJson.Default.IReadOnlyListString));
        row.Json(customer.ContactPoints.IsEmpty ? null : JsonSerializer.Serialize(customer.ContactPoints.Items, CustomerJson.Default.IReadOnlyListContactPoint));
        foreach (string name in attributes)
        {
            row.Text(customer.Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Value);
        }
    }
}
