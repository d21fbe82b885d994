using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>All that the rules are told of an order: what a decision stores, and what it can be made of again (L11).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditCheckInput
{
    /// <summary>The customer; the survivor where it was merged.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The order; null where an amount alone was asked about.</summary>
    public OrderId? Order { get; init; }

    /// <summary>The day of the check.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>The order's gross amount, in its own currency.</summary>
    public required Money Amount { get; init; }

    /// <summary>What of it is invoiced already, in its own currency; that stands among the open items.</summary>
    public required Money Invoiced { get; init; }

    /// <summary>What of it is not invoiced, in the account's currency; null where there is no account or no rate.</summary>
    public Money? Open { get; init; }

    /// <summary>The order's sales channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The credit period that the order asks for, in days; null where it asks for none of its own.</summary>
    public int? TermDays { get; init; }

    /// <summary>The customer's current labels as <c>DIMENSION=LABEL</c>, as far as the rules name them, in order.</summary>
    public ValueList<string> Labels { get; init; }

    /// <summary>The account; null where there is none.</summary>
    public CreditAccountState? Account { get; init; }

    /// <summary>The exposure without the order; null where there is no account.</summary>
    public CreditExposure? Exposure { get; init; }

    /// <summary>What is overdue; null where there is no account.</summary>
    public OverdueState? Overdue { get; init; }

    /// <summary>The group whose limit is shared; null where there is none.</summary>
    public CreditGroupState? Group { get; init; }

    /// <summary>The release of the order; null where there is none.</summary>
    public CreditReleaseState? Release { get; init; }

    /// <summary>The rates that were used.</summary>
    public ValueList<CreditRate> Rates { get; init; }

    /// <summary>The rates that are not known, as <c>FROM/TO</c>: an order that needs one is held.</summary>
    public ValueList<string> MissingRates { get; init; }

    /// <summary>What rules of plugins said.</summary>
    public ValueList<CreditRuleVerdict> Verdicts { get; init; }
}
