using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>What a collection plan asks for, and how much of whom (CU-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">The plan's name, such as <c>2026-11</c>: of one plan each customer has one task, however often it is made. At most 60 characters.</param>
public sealed record CollectionOptions(string Name)
{
    /// <summary>Which customers; all archives in use by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>What is asked for; what is missing, contradictory or stale by default.</summary>
    public ValueList<QualityAspect> Aspects { get; init; } = [QualityAspect.Missing, QualityAspect.Contradictory, QualityAspect.Stale];

    /// <summary>The facets asked about; all where empty.</summary>
    public ValueList<string> Facets { get; init; }

    /// <summary>The type of the tasks; collecting information by default.</summary>
    public string TaskType { get; init; } = Tasks.TaskTypes.Collect;

    /// <summary>Who asks customers without an owner who is employed, by the employee's key; nobody where null.</summary>
    public string? FallbackOwner { get; init; }

    /// <summary>How many such tasks of an owner are due on a day at most; 5 by default.</summary>
    public int PerOwnerPerDay { get; init; } = 5;

    /// <summary>Over how many working days the tasks are spread, from the day after the as-of on; 10 by default. What does not fit waits for the next plan.</summary>
    public int Days { get; init; } = 10;

    /// <summary>How many fields a task asks for at most, the heaviest; 5 by default.</summary>
    public int QuestionsPerTask { get; init; } = 5;

    /// <summary>The dimension whose labels say who comes first; <c>value-tier</c> by default.</summary>
    public string ValueDimension { get; init; } = "value-tier";

    /// <summary>Its labels, the ones that come first first; customers without one of them come last.</summary>
    public ValueList<string> ValueOrder { get; init; } = ["high", "middle", "low"];
}
