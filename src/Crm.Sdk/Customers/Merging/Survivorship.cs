namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Which of two values survives where both customers have one.</summary>
public enum Survivorship
{
    /// <summary>The survivor's.</summary>
    SurvivorFirst,

    /// <summary>The one that was written last, by the revisions of both; a value that was never changed is as old as its record.</summary>
    Newest,

    /// <summary>The one of the customer of whom more is known: who has values in more fields.</summary>
    MostComplete,

    /// <summary>The longer text.</summary>
    Longest,

    /// <summary>The one from the more reliable source (<see cref="InformationSource.Reliability"/>); a value without one is less reliable than any with.</summary>
    MostTrusted,
}
