using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using Crm.Sdk.Service;

namespace Crm.Sdk.Import;

/// <summary>Interactions with customers.</summary>
internal static class InteractionTable
{
    private static readonly WordList<InteractionPhase> Phases = new(
        (InteractionPhase.BeforeSale, ["beforeSale", "before-sale", "售前"]), (InteractionPhase.DuringSale, ["duringSale", "during-sale", "售中"]), (InteractionPhase.AfterSale, ["afterSale", "after-sale", "售后"]));

    private static readonly WordList<InteractionDirection> Directions = new((InteractionDirection.Inbound, ["inbound", "in", "呼入"]), (InteractionDirection.Outbound, ["outbound", "out", "呼出"]));

    private static readonly WordList<InteractionInitiative> Initiatives = new((InteractionInitiative.Proactive, ["proactive", "主动"]), (InteractionInitiative.Reactive, ["reactive", "被动"]));

    public static TableTarget Target { get; } = new RecordTable<Interaction>(
        "interactions",
        InteractionModel.Kind,
        static (id, key) => new Interaction { Id = (InteractionId)id, Key = key, Customer = default, At = default, Type = string.Empty },
        Columns<Interaction>.Key(static i => i.Key, static i => i.Id),
        Columns<Interaction>.Customer(static i => i.Customer, static (i, customer) => i with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<Interaction>.Moment("date", static i => i.At, static (i, at) => i with { At = at!.Value }) with { Required = true },
        Columns<Interaction>.Seconds("lengthSeconds", static i => i.Length, static (i, length) => i with { Length = length }),
        Columns<Interaction>.Code("type", static i => i.Type, static (i, type) => i with { Type = type! }) with { Required = true },
        Columns<Interaction>.Word("phase", Phases, static i => i.Phase, static (i, phase) => i with { Phase = phase }),
        Columns<Interaction>.Word("direction", Directions, static i => i.Direction, static (i, direction) => i with { Direction = direction }),
        Columns<Interaction>.Word("initiative", Initiatives, static i => i.Initiative, static (i, initiative) => i with { Initiative = initiative }),
        Columns<Interaction>.Code("channel", static i => i.Channel, static (i, channel) => i with { Channel = channel }),
        Columns<Interaction>.Text("employee", static i => i.Employee, static (i, employee) => i with { Employee = employee }, Employee.MaxKeyLength),
        Columns<Interaction>.Text("department", static i => i.Department, static (i, department) => i with { Department = department }),
        Columns<Interaction>.Record(
            "contactPerson", ContactPersonModel.Kind, static i => i.ContactPerson, static (i, person) => i with { ContactPerson = person is { } id ? (ContactPersonId)id : null }),
        Columns<Interaction>.Text("subject", static i => i.Subject, static (i, subject) => i with { Subject = subject }, Interaction.MaxSubjectLength),
        Columns<Interaction>.Text("text", static i => i.Text, static (i, text) => i with { Text = text }, Interaction.MaxTextLength),
        Columns<Interaction>.Text("outcome", static i => i.Outcome, static (i, outcome) => i with { Outcome = outcome }, Interaction.MaxOutcomeLength),
        Columns<Interaction>.Text("nextStep", static i => i.NextStep, static (i, step) => i with { NextStep = step }, Interaction.MaxOutcomeLength),
        Columns<Interaction>.Text("thread", static i => i.Thread, static (i, thread) => i with { Thread = thread }, Interaction.MaxKeyLength));
}
