namespace Crm.Sdk.Classification;

/// <summary>Where a classification run stands.</summary>
public enum ClassificationRunState
{
    /// <summary>Its labels are being written and nobody sees them.</summary>
    Running = 0,

    /// <summary>Its labels are what readers see, or were until a later run.</summary>
    Completed = 1,

    /// <summary>It ended without becoming current, and what it wrote was taken back.</summary>
    Abandoned = 2,
}
