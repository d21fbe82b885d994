namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What a connection is wanted for, so that a provider may open a read-only one.</summary>
public enum StoreAccess
{
    /// <summary>Only reading.</summary>
    Read,

    /// <summary>Commits and changes of the schema.</summary>
    Write,
}
