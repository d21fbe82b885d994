using System.Text.Json;
using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Export;

/// <summary>Writes customers in the columns that import reads (<see cref="CustomerColumns"/>), then their custom attributes.</summary>
internal sealed class CustomerRows(IReadOnlyList<string> attributes)
{
    public IReadOnlyList<string> Columns { get; } = [.. CustomerColumns.Names, .. attributes.Select(static name => ColumnMap.AttributePrefix + name)];

    /// <summary>The records that a customer refers to.</summary>
    public static IEnumerable<RecordRef> ReferencesOf(Customer customer)
    {
        if (Survivor(customer) is { } survivor)
        {
            yield return survivor;
        }
    }

    public void Write(ExportWriter row, Customer customer, ReferenceKeys keys)
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
        row.Text(State(customer.EmailState));
        row.Text(Day(customer.EmailStateSince));
        row.Text(State(customer.PhoneState));
        row.Text(Day(customer.PhoneStateSince));
        row.Text(customer.Team);
        row.Text(customer.Territory);
        row.Text(customer.Campaign);
        row.Text(customer.Currency);
        row.Json(customer.Addresses.IsEmpty ? null : JsonSerializer.Serialize(customer.Addresses.Items, CustomerJson.Default.IReadOnlyListFurtherAddress));
        row.Json(customer.Sources.IsEmpty ? null : JsonSerializer.Serialize(customer.Sources.Items, CustomerJson.Default.IReadOnlyListInformationSource));
        row.Text(CustomerWords.States.Of(customer.State));
        row.Text(keys[Survivor(customer)]);
        row.Text(customer.Relationship);
        foreach (string name in attributes)
        {
            row.Text(customer.Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Value);
        }
    }

    private static string? State(ContactPointState state) => state == ContactPointState.Unverified ? null : CustomerWords.ContactStates.Of(state);

    private static string? Day(LocalDate? day) => day is { } date ? LocalDatePattern.Iso.Format(date) : null;

    private static RecordRef? Survivor(Customer customer) => customer.MergedInto is { } id ? new RecordRef(CustomerModel.Kind.Kind, id) : null;
}
