using NodaTime;

namespace Crm.Sdk.Labels;

/// <summary>A customer's label in one dimension, from the run that gave it to the run that took it away (CL-1, CL-2).</summary>
/// <remarks>
/// <para>Runs are numbered. An assignment is current while <see cref="FromRun"/> ≤ the tenant's current run &lt; <see cref="ToRun"/>; what an unfinished run wrote
/// lies above the current run, so readers see the old run or the new one and never half of both. Only changed labels are written: the assignments of a
/// customer in a dimension are its history.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed record LabelAssignment
{
    /// <summary>What <see cref="ToRun"/> is while no run took the label away.</summary>
    public const long Open = long.MaxValue;

    /// <summary>The assignment's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>Whose label it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The dimension, such as <c>value-tier</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The label, or null where the rule answered that there is none.</summary>
    public string? Label { get; init; }

    /// <summary>Why there is no label, as a code; null where there is one.</summary>
    public string? NoneCode { get; init; }

    /// <summary>The score that goes with the label, in millionths; null without one.</summary>
    public long? ScoreMillionths { get; init; }

    /// <summary>The rule that gave it.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's version.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>The instant for which the giving run answered.</summary>
    public required Instant Since { get; init; }

    /// <summary>The number of the run that gave it.</summary>
    public required long FromRun { get; init; }

    /// <summary>The number of the run that took it away, or <see cref="Open"/>.</summary>
    public long ToRun { get; init; } = Open;

    /// <summary>The day on which the rule wants to be asked again though nothing happens, or null.</summary>
    public LocalDate? RecheckOn { get; init; }

    /// <summary>Dimension and label in one text, <c>value-tier:high</c>; null without a label. What members of a class are found by.</summary>
    public string? Class => Label is null ? null : ClassOf(Dimension, Label);

    /// <summary>The text by which members of a class are found.</summary>
    public static string ClassOf(string dimension, string label) => $"{dimension}:{label}";
}
