using System.Globalization;
using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Service;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Cli.Commands;

/// <summary>A customer card as blocks: the codes of JSON, and their texts for people.</summary>
internal sealed class CardBlocks(CrmTexts texts, RelationTypeCatalogue types, ToolSettings settings)
{
    private readonly CultureInfo _culture = settings.Culture;
    private readonly BlockTitles _titles = new(texts, "card", settings.Culture);

    public IReadOnlyList<Block> Of(CustomerCard card, EffectivePolicy policy) =>
    [
        Profile(card),
        _titles.Rows("contactPoints", ["kind", "value", "label", "state", "since"], card.Customer.AllContactPoints.Select(point => (object?[])
            [Code("contact-kind", point.Kind), point.Value, point.Label, Code("contact-state", point.State), point.StateSince])),
        _titles.Rows("labels", ["dimension", "label", "score#", "since", "noneCode!", "rule!"], card.Labels.Select(label => (object?[])
        [
            new Coded(label.Dimension, texts.OfCode(label.Dimension, _culture)),
            label.Label is { } given ? new Coded(given, texts.Find($"{label.Dimension}.{given}", _culture) ?? given) : new Coded(null, $"– {(label.NoneCode is { } none ? texts.OfCode(none, _culture) : string.Empty)}"),
            label.ScoreMillionths / 1_000_000m,
            label.Since,
            label.NoneCode,
            label.Rule,
        ])),
        _titles.Rows("policy", ["statement", "value", "dimension", "label"], policy.Statements.Select(statement => (object?[])
        [
            new Coded(statement.Code, texts.OfCode(statement.Code, _culture)),
            ValueOf(statement.Value),
            new Coded(statement.Dimension, texts.OfCode(statement.Dimension, _culture)),
            new Coded(statement.Label, texts.Find($"{statement.Dimension}.{statement.Label}", _culture) ?? statement.Label),
        ])),
        _titles.Rows("attributes", ["attribute", "value"], card.Customer.Attributes.Select(attribute => (object?[])
            [new Coded(attribute.Name, texts.Find($"attribute.{attribute.Name}", _culture) ?? attribute.Name), new Coded(attribute.Value, ValueOf(attribute))])),
        _titles.Rows("contacts", ["name", "role", "department", "power", "phone", "email"], card.Contacts.SelectMany(contact => contact.Roles.DefaultIfEmpty(new ContactRole(null)).Select(role => (object?[])
            [contact.Person.Name.Full, role.Title, role.Department, role.Power == DecisionPower.Unknown ? null : Code("decision-power", role.Power), contact.Person.Phone, contact.Person.Email]))),
        _titles.Rows("relations", ["relation", "customer", "name", "role", "since"], card.Relations.Select(relation => (object?[])
            [new Coded(relation.Relation.Type, TitleOf(relation)), relation.OtherKey ?? relation.Other.ToString(), relation.OtherName, relation.Relation.Role, relation.Relation.Since])),
        Orders(card.Orders),
        _titles.Rows("totals", ["currency", "net#", "returned#"], card.Orders.Totals.Select(total => (object?[])[total.Net.Currency.Code, total.Net, total.Returned])),
        _titles.Rows("lastOrders", ["placedAt", "order", "type", "status", "lines#", "net#"], card.LastOrders.Select(order => (object?[])
            [order.PlacedAt, order.Key ?? order.Id.ToString(), Code("order-type", order.Type), Code("order-status", order.Status), order.Lines.Count, order.Net])),
        _titles.Rows("lastInteractions", ["at", "type", "channel", "employee", "subject", "outcome", "nextStep"], card.LastInteractions.Select(interaction => (object?[])
        [
            interaction.At, Of(InteractionTypes.List, interaction.Type), Of(InteractionChannels.List, interaction.Channel),
            interaction.Employee, interaction.Subject, interaction.Outcome, interaction.NextStep,
        ])),
        _titles.Rows("openTasks", ["title", "type", "owner", "due", "overdue", "priority#"], card.OpenTasks.Select(task => (object?[])
            [task.Task.Title, Of(TaskTypes.List, task.Task.Type), task.Task.Owner, task.Task.Due ?? (object?)task.Task.DueOn ?? task.Task.Start, task.IsOverdue, task.Task.Priority])),
        _titles.Rows("needs", ["need", "level", "intensity#", "channel", "product", "confirmedOn"], card.Needs.Select(need => (object?[])
            [need.Description, need.Level is { } level ? Code("need-level", level) : null, need.Intensity, Of(NeedChannels.List, need.Channel), need.Product, need.ConfirmedOn])),
        _titles.Rows("items", ["product", "serial", "boughtOn", "warrantyEnd", "underWarranty", "nextMaintenance", "maintenanceDue"], card.Items.Select(item => (object?[])
            [item.Item.Product, item.Item.Serial, item.Item.BoughtOn, item.Item.WarrantyEnd, item.IsUnderWarranty, item.Item.NextMaintenance, item.IsMaintenanceDue])),
        _titles.Rows("invested", ["type", "count#", "total#"], card.Invested.Select(invested => (object?[])[Of(InvestmentTypes.List, invested.Type), invested.Count, invested.Total])),
        _titles.Rows("openInvoices", ["invoice", "issuedOn", "dueOn", "status", "gross#", "open#", "overdue"], card.OpenInvoices.Select(open => (object?[])
            [open.Invoice.Key, open.Invoice.IssuedOn, open.Invoice.DueOn, Of(InvoiceStatuses.List, open.Invoice.Status), open.Invoice.Gross, open.Open, open.IsOverdue])),
        .. card.Sections.Select(section => new Block(
            section.Code,
            texts.OfCode(section.Code, _culture),
            [.. section.Lines.Select(line => new BlockColumn(line.Code, texts.OfCode(line.Code, _culture)))],
            [[.. section.Lines.Select(line => ValueOf(line.Value))]],
            IsRecord: true)),
    ];

    private Block Profile(CustomerCard card)
    {
        Customer customer = card.Customer;
        (string Name, object? Value)[] fields =
        [
            ("key", customer.Key), ("id", customer.Id), ("name", customer.Name), ("kind", Code("customer-kind", customer.Kind)), ("state", Code("customer-state", customer.State)),
            ("birth", customer.Birth?.ToString()), ("gender", customer.Gender == Gender.Unknown ? null : Code("gender", customer.Gender)),
            ("street", customer.Address?.Street), ("city", customer.Address?.City), ("postalCode", customer.Address?.PostalCode), ("region", customer.Region), ("country", customer.Country),
            ("industry", customer.Industry), ("relationship", customer.Relationship), ("owner", customer.Owner is { } owner ? new Coded(owner, card.Owner is { } known ? $"{known.Name} ({owner})" : owner) : null),
            ("ownerName", card.Owner?.Name), ("team", customer.Team), ("territory", customer.Territory), ("source", customer.Source), ("campaign", customer.Campaign),
            ("language", customer.Language), ("zone", customer.Zone), ("currency", customer.Currency), ("tags", customer.Tags),
            ("since", customer.Origin?.At), ("asOf", card.AsOf.Instant), ("labelsAsOf", card.LabelsAsOf),
        ];
        return _titles.Record(
            "profile",
            [.. fields.Select(static field => field.Name == "ownerName" ? "ownerName!" : field.Name)],
            [.. fields.Select(static field => field.Value)],
            customer.Name ?? customer.Key ?? customer.Id.ToString());
    }

    private Block Orders(OrderSummary orders) => _titles.Record("orders", ["orders", "returns", "first", "last"], [orders.Orders, orders.Returns, orders.First, orders.Last]);

    private string TitleOf(CardRelation relation) => types.Find(relation.Relation.Type) is not { } type
        ? relation.Relation.Type
        : relation.IsFrom ? type.TitleIn(_culture) : type.InverseIn(_culture);

    private string ValueOf(AttributeValue attribute) =>
        string.Join(", ", attribute.Value.Split(';').Select(part => texts.Find($"attribute.{attribute.Name}.{part}", _culture) ?? part));

    private static object ValueOf(ReasonArg value) => value.Kind switch
    {
        ReasonArgKind.Whole => value.Whole,
        ReasonArgKind.Number => value.Number,
        ReasonArgKind.Money => value.Money,
        ReasonArgKind.Date => value.Date,
        _ => value.Text,
    };

    private Coded? Of(CodeList list, string? code) => code is null ? null : new Coded(code, list.TitleOf(code, _culture));

    private Coded Code<T>(string set, T value)
        where T : struct, Enum
    {
        string code = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
        return new Coded(code, texts.Find($"{set}.{code}", _culture) ?? code);
    }
}
