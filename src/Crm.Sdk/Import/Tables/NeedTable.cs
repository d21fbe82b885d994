using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using Crm.Sdk.Products;

namespace Crm.Sdk.Import;

/// <summary>Needs of customers.</summary>
internal static class NeedTable
{
    private static readonly WordList<NeedLevel> Levels = new((NeedLevel.Core, ["core", "核心"]), (NeedLevel.Side, ["side", "次要"]));

    public static TableTarget Target { get; } = new RecordTable<Need>(
        "needs",
        NeedModel.Kind,
        static (id, key) => new Need { Id = (NeedId)id, Key = key, Customer = default, Description = string.Empty },
        Columns<Need>.Key(static n => n.Key, static n => n.Id),
        Columns<Need>.Customer(static n => n.Customer, static (n, customer) => n with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<Need>.Text("description", static n => n.Description, static (n, description) => n with { Description = description! }, Need.MaxTextLength) with { Required = true },
        Columns<Need>.Word("level", Levels, static n => n.Level, static (n, level) => n with { Level = level }),
        Columns<Need>.Whole("intensity", 1, 5, static n => n.Intensity, static (n, intensity) => n with { Intensity = (int?)intensity }),
        Columns<Need>.Text("specification", static n => n.Specification, static (n, text) => n with { Specification = text }, Need.MaxTextLength),
        Columns<Need>.Text("expectation", static n => n.Expectation, static (n, text) => n with { Expectation = text }, Need.MaxTextLength),
        Columns<Need>.Day("confirmedOn", static n => n.ConfirmedOn, static (n, day) => n with { ConfirmedOn = day }),
        Columns<Need>.Text("confirmedBy", static n => n.ConfirmedBy, static (n, employee) => n with { ConfirmedBy = employee }, Employee.MaxKeyLength),
        Columns<Need>.Day("learntOn", static n => n.LearntOn, static (n, day) => n with { LearntOn = day }),
        Columns<Need>.Code("channel", static n => n.Channel, static (n, channel) => n with { Channel = channel }),
        Columns<Need>.Text("product", static n => n.Product, static (n, product) => n with { Product = product }, Product.MaxKeyLength),
        Columns<Need>.Code("step", static n => n.Step, static (n, step) => n with { Step = step }));
}
