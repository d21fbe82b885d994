namespace Crm.Sdk.Import;

/// <summary>What an import does with a row that breaks a rule.</summary>
public enum RefusedRows
{
    /// <summary>Leave it out, report it, and go on.</summary>
    Skip,

    /// <summary>Stop with an error. Chunks that were confirmed before stay.</summary>
    Stop,
}
