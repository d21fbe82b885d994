using Crm.Sdk.Customers;
using Crm.Sdk.Organization;

namespace Crm.Sdk.Import;

/// <summary>What was invested in customers.</summary>
internal static class InvestmentTable
{
    private static readonly TableColumn<Investment>[] Source = Columns<Investment>.Any("sourceKind", "source", static i => i.Source, static (i, source) => i with { Source = source });

    public static TableTarget Target { get; } = new RecordTable<Investment>(
        "investments",
        InvestmentModel.Kind,
        static (id, key) => new Investment { Id = (InvestmentId)id, Key = key, Customer = default, Type = string.Empty, Amount = default, At = default },
        Columns<Investment>.Key(static i => i.Key, static i => i.Id),
        Columns<Investment>.Customer(static i => i.Customer, static (i, customer) => i with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<Investment>.Code("type", static i => i.Type, static (i, type) => i with { Type = type! }) with { Required = true },
        Columns<Investment>.Amount("amount", static i => i.Amount, static (i, amount) => i with { Amount = amount!.Value }) with { Required = true },
        Columns<Investment>.Currency(static i => i.Amount.Currency),
        Columns<Investment>.Moment("date", static i => i.At, static (i, at) => i with { At = at!.Value }) with { Required = true },
        Columns<Investment>.Text("employee", static i => i.Employee, static (i, employee) => i with { Employee = employee }, Employee.MaxKeyLength),
        Columns<Investment>.Text("description", static i => i.Description, static (i, description) => i with { Description = description }, Investment.MaxDescriptionLength),
        Source[0],
        Source[1]);
}
