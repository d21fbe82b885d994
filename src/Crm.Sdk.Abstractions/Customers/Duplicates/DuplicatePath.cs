namespace Crm.Sdk.Customers.Duplicates;

/// <summary>By which path a customer is written.</summary>
public enum DuplicatePath
{
    /// <summary>A session's commit.</summary>
    Commit,

    /// <summary>An import.</summary>
    Import,
}
