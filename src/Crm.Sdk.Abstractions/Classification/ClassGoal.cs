namespace Crm.Sdk.Classification;

/// <summary>What is to become of the customers of a class (CL-7).</summary>
public enum ClassGoal
{
    /// <summary>Win: they are to buy for the first time. Reached where the dimension <c>distance</c> is first-purchase, repeat or loyal now.</summary>
    Win,

    /// <summary>Raise: they are to get a better label. Reached where the label in the policy's dimension stands before the earlier one in the rule's list now.</summary>
    Raise,

    /// <summary>Keep. Reached where the label is the same or a better one now.</summary>
    Keep,

    /// <summary>Win back. Reached where the dimension <c>activity</c> is active now.</summary>
    WinBack,

    /// <summary>Let go. Reached where the customer has the label no more, and no better one either.</summary>
    LetGo,
}
