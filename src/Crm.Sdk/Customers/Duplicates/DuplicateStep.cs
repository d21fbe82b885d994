namespace Crm.Sdk.Customers.Duplicates;

/// <summary>The steps of a search.</summary>
public enum DuplicateStep
{
    /// <summary>Customers are read and put into blocks.</summary>
    Blocking,

    /// <summary>The pairs of the blocks are sorted, so that each comes once.</summary>
    Pairing,

    /// <summary>The pairs are compared.</summary>
    Comparing,
}
