namespace Crm.Sdk.Import;

/// <summary>Where an import run stands.</summary>
public enum ImportRunState
{
    /// <summary>It is being imported, or was interrupted: the same import goes on with it.</summary>
    Running = 1,

    /// <summary>All rows are in.</summary>
    Finished = 2,

    /// <summary>It is being taken back, or that was interrupted: taking it back goes on.</summary>
    Undoing = 3,

    /// <summary>It was taken back as far as that was possible.</summary>
    Undone = 4,
}
