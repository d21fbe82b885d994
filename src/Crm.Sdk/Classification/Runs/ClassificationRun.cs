using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>One classification of a tenant's customers, with everything needed to run it again to the same answer (CL-4).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ClassificationRun
{
    /// <summary>The run's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The run's number within its tenant, from 1. A taken-back run's number is used by no other.</summary>
    public required long Number { get; init; }

    /// <summary>The instant for which it answers.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The zone in which its days are counted, an id of the IANA database.</summary>
    public required string Zone { get; init; }

    /// <summary>The currency of its amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>When it began.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When its labels became current or were taken back.</summary>
    public Instant? FinishedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required ClassificationRunState State { get; init; }

    /// <summary>How many customers there were.</summary>
    public long Customers { get; init; }

    /// <summary>How many verdicts were computed.</summary>
    public long Evaluated { get; init; }

    /// <summary>How many labels changed, first labels included.</summary>
    public long Changed { get; init; }

    /// <summary>The rules that ran, as <c>id v1</c>.</summary>
    public ValueList<string> Rules { get; init; }

    /// <summary>The number of the run whose labels this one began with, for rules that read them; 0 before the first. They stand in the history, so the run can be done again.</summary>
    public long BasedOn { get; init; }

    /// <summary>The learned population model as JSON; null where no rule needed one.</summary>
    public string? Model { get; init; }
}
