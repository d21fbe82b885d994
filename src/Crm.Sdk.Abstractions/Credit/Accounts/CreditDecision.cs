using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>A decision on an order, 信用决定, with all that it was made of, so that it can be made again from that alone (CR-5, L11).</summary>
/// <remarks>Never changed once it is stored. Immutable; thread-safe.</remarks>
public sealed record CreditDecision
{
    /// <summary>The greatest length of a reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The decision's id.</summary>
    public required CreditDecisionId Id { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The order.</summary>
    public required OrderId Order { get; init; }

    /// <summary>The order's gross amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>What was decided.</summary>
    public required CreditOutcome Outcome { get; init; }

    /// <summary>Whether a person released the order, against a hold of the rules.</summary>
    public bool IsRelease { get; init; }

    /// <summary>Why the person released it; null where the rules decided.</summary>
    public string? Reason { get; init; }

    /// <summary>When, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>The rule set's name.</summary>
    public required string RuleSet { get; init; }

    /// <summary>The rule set's version.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>The rule set as JSON.</summary>
    public required string Rules { get; init; }

    /// <summary>All that the rules were told, as JSON.</summary>
    public required string Input { get; init; }

    /// <summary>The answer with its arithmetic and reasons, as JSON.</summary>
    public required string Answer { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        Require.Defined<CreditOutcome>(Outcome, "credit-decision.outcome");
        Require.That(IsRelease == Reason is not null, "credit-decision.reason", "a release has a reason, another decision has its own");
        Require.NotEmpty(Reason, "credit-decision.reason");
        Require.NotEmpty(RuleSet, "credit-decision.rule-set");
        Require.InRange(RuleVersion, 1, int.MaxValue, "credit-decision.rule-version");
    }
}
