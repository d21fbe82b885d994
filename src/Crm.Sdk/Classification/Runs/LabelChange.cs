using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>A label that a run gives a customer where another one, or none, stood before.</summary>
internal readonly record struct LabelChange
{
    public required CustomerId Customer { get; init; }

    public required string Dimension { get; init; }

    public required string? Label { get; init; }

    public required string? NoneCode { get; init; }

    public required float? Score { get; init; }

    public required string Rule { get; init; }

    public required int RuleVersion { get; init; }

    public required LocalDate? RecheckOn { get; init; }

    /// <summary>The label that the customer had in the dimension; null without one.</summary>
    public required string? Former { get; init; }

    /// <summary>Whether the customer had an assignment in the dimension, which the change ends.</summary>
    public required bool EndsOther { get; init; }
}
