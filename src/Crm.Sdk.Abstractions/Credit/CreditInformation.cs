using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>All that an assessment is made from, 资信资料: evidence, statements, what is wanted, what secures it. Stored with the answer, so that it re-runs (CR-2).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CreditInformation
{
    /// <summary>Who is assessed: the customer's external key or id.</summary>
    public required string Customer { get; init; }

    /// <summary>The currency of limit and securities.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Evidence on indicators and vetoes, in any order.</summary>
    public ValueList<CreditEvidence> Evidence { get; init; }

    /// <summary>Financial statements, in any order; each gives evidence on the ratios that it can carry.</summary>
    public ValueList<FinancialStatement> Statements { get; init; }

    /// <summary>The limit that is asked for; the measure of collateral and insurance.</summary>
    public Money? RequestedLimit { get; init; }

    /// <summary>What the customer buys in a year, as expected.</summary>
    public Money? AnnualPurchases { get; init; }

    /// <summary>What is pledged, at its value before the haircut.</summary>
    public ValueList<CreditCollateral> Collateral { get; init; }

    /// <summary>What an insurer bears at most.</summary>
    public Money? InsuredAmount { get; init; }

    /// <summary>The limit that comparable customers have, as their median.</summary>
    public Money? PeerLimit { get; init; }

    /// <summary>The day of which collateral and insurance speak; null for the day of the assessment.</summary>
    public LocalDate? SecuredOn { get; init; }

    /// <summary>Indicators that stand beside those of the model, such as those of plugins.</summary>
    public ValueList<AddedIndicator> Indicators { get; init; }

    /// <summary>What plugins did not give, and why.</summary>
    public ValueList<CreditGap> Gaps { get; init; }
}
