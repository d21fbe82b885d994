using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>The variables that say who a message is for and who looks after them: nothing else of a customer can be reached from a template.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CustomerVariables
{
    private readonly AttributeDefinition[] _attributes;

    public CustomerVariables(AttributeCatalogue attributes)
    {
        _attributes = [.. attributes.All.Where(static attribute => attribute.Name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))];
        Declared =
        [
            new("customer.name", TemplateVariableType.Text),
            new("customer.given-name", TemplateVariableType.Text),
            new("customer.family-name", TemplateVariableType.Text),
            new("customer.key", TemplateVariableType.Text),
            new("customer.is-enterprise", TemplateVariableType.Truth),
            new("customer.is-male", TemplateVariableType.Truth),
            new("customer.is-female", TemplateVariableType.Truth),
            new("customer.city", TemplateVariableType.Text),
            new("customer.region", TemplateVariableType.Text),
            TemplateVariable.List("customer.tags", new TemplateVariable("name", TemplateVariableType.Text)),
            .. _attributes.Select(static attribute => new TemplateVariable(PathOf(attribute), TypeOf(attribute))),
            new("owner.name", TemplateVariableType.Text),
            new("owner.email", TemplateVariableType.Text),
            new("owner.phone", TemplateVariableType.Text),
            new("owner.title", TemplateVariableType.Text),
            new("today", TemplateVariableType.Date),
        ];
    }

    public ValueList<TemplateVariable> Declared { get; }

    public TemplateValues Of(Customer customer, Employee? owner, LocalDate today)
    {
        Dictionary<string, TemplateValue?> values = new(StringComparer.Ordinal)
        {
            ["customer.name"] = TemplateValue.Of(customer.Name),
            ["customer.given-name"] = TemplateValue.Of(customer.Person?.Given),
            ["customer.family-name"] = TemplateValue.Of(customer.Person?.Family),
            ["customer.key"] = TemplateValue.Of(customer.Key),
            ["customer.is-enterprise"] = TemplateValue.Of(customer.Kind == CustomerKind.Enterprise),
            ["customer.is-male"] = TemplateValue.Of(customer.Gender == Gender.Male),
            ["customer.is-female"] = TemplateValue.Of(customer.Gender == Gender.Female),
            ["customer.city"] = TemplateValue.Of(customer.Address?.City),
            ["customer.region"] = TemplateValue.Of(customer.Region),
            ["customer.tags"] = TemplateValue.Of([.. customer.Tags.Select(static tag => new TemplateValues(new Dictionary<string, TemplateValue?> { ["name"] = TemplateValue.Of(tag) }))]),
            ["owner.name"] = TemplateValue.Of(owner?.Name),
            ["owner.email"] = TemplateValue.Of(owner?.Email),
            ["owner.phone"] = TemplateValue.Of(owner?.Phone),
            ["owner.title"] = TemplateValue.Of(owner?.Title),
            ["today"] = TemplateValue.Of(today),
        };
        foreach (AttributeDefinition attribute in _attributes)
        {
            if (customer.Attribute(attribute.Name) is { } text)
            {
                values[PathOf(attribute)] = ValueOf(attribute, text);
            }
        }

        return new TemplateValues(values);
    }

    private static string PathOf(AttributeDefinition attribute) => $"customer.{AttributeDefinition.Prefix}{attribute.Name}";

    private static TemplateVariableType TypeOf(AttributeDefinition attribute) => attribute.FieldType switch
    {
        Storage.FieldType.Date => TemplateVariableType.Date,
        Storage.FieldType.Bool => TemplateVariableType.Truth,
        Storage.FieldType.Int => TemplateVariableType.Number,
        _ => TemplateVariableType.Text,
    };

    private static TemplateValue? ValueOf(AttributeDefinition attribute, string canonical)
    {
        Storage.FieldValue value = attribute.ToFieldValue(canonical);
        return TypeOf(attribute) switch
        {
            TemplateVariableType.Date => TemplateValue.Of(value.AsDate()),
            TemplateVariableType.Truth => TemplateValue.Of(value.AsBool()),
            TemplateVariableType.Number when decimal.TryParse(canonical, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) => TemplateValue.Of(number),
            _ => TemplateValue.Of(canonical),
        };
    }
}
