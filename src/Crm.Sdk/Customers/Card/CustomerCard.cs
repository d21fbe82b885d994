using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Service;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>The customer card, 客户信息卡 (CU-5): all that one needs to know of a customer before talking to it, from one read, as of an instant.</summary>
/// <remarks>Lists are bounded (<see cref="CardLimits"/>); sums count everything. Immutable and thread-safe.</remarks>
public sealed record CustomerCard
{
    /// <summary>The instant that the card is for.</summary>
    public required AsOf AsOf { get; init; }

    /// <summary>The customer; of one that was merged, its survivor.</summary>
    public required Customer Customer { get; init; }

    /// <summary>The customer's owner, where the directory of employees has the key that stands on the customer.</summary>
    public Employee? Owner { get; init; }

    /// <summary>The current labels that were given up to the instant, by dimension.</summary>
    public ValueList<LabelAssignment> Labels { get; init; }

    /// <summary>The instant for which the current labels answer; null where the base was never classified.</summary>
    public Instant? LabelsAsOf { get; init; }

    /// <summary>The people at an enterprise who have a role on that day, and those of whom no role is known.</summary>
    public ValueList<CardContact> Contacts { get; init; }

    /// <summary>What the customer is to others, and others to it, on that day.</summary>
    public ValueList<CardRelation> Relations { get; init; }

    /// <summary>All orders up to the instant, summed.</summary>
    public required OrderSummary Orders { get; init; }

    /// <summary>The last orders, the newest first.</summary>
    public ValueList<Order> LastOrders { get; init; }

    /// <summary>The last interactions, the newest first.</summary>
    public ValueList<Interaction> LastInteractions { get; init; }

    /// <summary>The tasks that were open at the instant, the one that is due first first.</summary>
    public ValueList<CardTask> OpenTasks { get; init; }

    /// <summary>What the customer wants, the newest first.</summary>
    public ValueList<Need> Needs { get; init; }

    /// <summary>The pieces that the customer owns, those whose maintenance is due first first.</summary>
    public ValueList<CardItem> Items { get; init; }

    /// <summary>What was invested in the customer up to the instant, by type and currency (CU-2).</summary>
    public ValueList<InvestedTotal> Invested { get; init; }

    /// <summary>The invoices that were not paid in full at the instant, the one that is due first first.</summary>
    public ValueList<OpenInvoice> OpenInvoices { get; init; }

    /// <summary>What other areas and plugins add.</summary>
    public ValueList<CardSection> Sections { get; init; }

    /// <summary>Sections that failed: who, and why.</summary>
    public ValueList<CardProblem> Problems { get; init; }
}
