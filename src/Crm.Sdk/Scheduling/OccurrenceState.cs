namespace Crm.Sdk.Scheduling;

/// <summary>How it stands with an occurrence of a schedule.</summary>
public enum OccurrenceState
{
    /// <summary>A host runs it, or ran it and crashed; then another takes it over.</summary>
    Running,

    /// <summary>It ran to its end.</summary>
    Done,

    /// <summary>Its job failed; the log says why.</summary>
    Failed,

    /// <summary>It was given up, because every host that ran it crashed.</summary>
    GivenUp,
}
