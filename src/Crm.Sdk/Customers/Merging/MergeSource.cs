namespace Crm.Sdk.Customers.Duplicates;

/// <summary>From whom a merged field comes.</summary>
public enum MergeSource
{
    /// <summary>The customer that stays.</summary>
    Survivor,

    /// <summary>The customer that is merged into it.</summary>
    Loser,

    /// <summary>Both: a list that holds what either had.</summary>
    Both,
}
