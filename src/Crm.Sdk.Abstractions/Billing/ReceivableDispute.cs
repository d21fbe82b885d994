using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>An amount of an invoice that the customer contests, 争议: it is owed on, but neither due for dunning nor a sign of bad payment while it is open (CR-6).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record ReceivableDispute
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the description, in UTF-16 units.</summary>
    public const int MaxDescriptionLength = 2_000;

    /// <summary>The dispute's id.</summary>
    public required ReceivableDisputeId Id { get; init; }

    /// <summary>The key by which other systems know it; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>Who contests.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The invoice's key.</summary>
    public required string Invoice { get; init; }

    /// <summary>How much of it, in the invoice's currency; above 0.</summary>
    public required Money Amount { get; init; }

    /// <summary>Why, a code of <see cref="DisputeReasons"/> or another one.</summary>
    public required string Reason { get; init; }

    /// <summary>The day on which it was raised.</summary>
    public required LocalDate OpenedOn { get; init; }

    /// <summary>The day from which on it is settled; null while it is open.</summary>
    public LocalDate? SettledOn { get; init; }

    /// <summary>How it ended, a code of <see cref="DisputeOutcomes"/> or another one; null while it is open.</summary>
    public string? Outcome { get; init; }

    /// <summary>What the customer says.</summary>
    public string? Description { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new dispute.</summary>
    /// <param name="customer">Who contests.</param>
    /// <param name="invoice">The invoice's key.</param>
    /// <param name="amount">How much of it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="openedOn">The day on which it was raised.</param>
    /// <exception cref="CrmException">CRM1030: the amount is not above 0, the invoice's key is empty, or the reason is no code.</exception>
    public static ReceivableDispute Of(CustomerId customer, string invoice, Money amount, string reason, LocalDate openedOn)
    {
        var dispute = new ReceivableDispute { Id = ReceivableDisputeId.New(), Customer = customer, Invoice = invoice, Amount = amount, Reason = reason, OpenedOn = openedOn };
        dispute.Check();
        return dispute;
    }

    /// <summary>Whether it is open on a day: raised by then, and not settled yet.</summary>
    public bool IsOpenOn(LocalDate day) => OpenedOn <= day && (SettledOn is not { } settled || settled > day);

    internal void Check()
    {
        Require.NotEmpty(Invoice, "dispute.invoice");
        Require.That(Amount.MinorUnits > 0, "dispute.amount", $"{Amount} is not above 0");
        Require.Code(Reason, "dispute.reason");
        Require.Code(Outcome, "dispute.outcome");
        Require.InOrder(OpenedOn, SettledOn, "dispute.settled-on");
        Require.That(Outcome is null == SettledOn is null, "dispute.outcome", "a settled dispute has a day and an outcome, an open one has neither");
    }
}
