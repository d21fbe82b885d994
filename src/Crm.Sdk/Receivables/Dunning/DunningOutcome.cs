namespace Crm.Sdk.Receivables;

/// <summary>What became of a step of dunning.</summary>
public enum DunningOutcome
{
    /// <summary>It would be done.</summary>
    Planned = 0,

    /// <summary>It was done, and noted.</summary>
    Done = 1,

    /// <summary>It waits: the customer has no owner who could get the task.</summary>
    WithoutOwner = 2,

    /// <summary>It waits: the channel cannot take the message, because the customer has no address of its kind or the text is too long for it.</summary>
    Unreachable = 3,
}
