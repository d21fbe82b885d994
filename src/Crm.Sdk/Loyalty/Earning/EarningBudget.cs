namespace Crm.Sdk.Loyalty;

/// <summary>How many points a rule with a cap over the whole programme has given to all members together.</summary>
/// <remarks>Who settles documents by such a rule writes this record, so commits of several hosts take turns. Immutable; thread-safe.</remarks>
internal sealed record EarningBudget
{
    /// <summary>The record's id; it follows from the programme and the rule.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The rule's code.</summary>
    public required string Rule { get; init; }

    /// <summary>How many points; what came back is not taken off.</summary>
    public required long Points { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    public static RecordId IdOf(string programme, string rule) => new(NamedGuid.Of("earning-budget", programme, rule));
}
