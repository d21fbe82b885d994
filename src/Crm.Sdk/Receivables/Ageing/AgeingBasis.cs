namespace Crm.Sdk.Receivables;

/// <summary>From which day the age of what is open is counted, 账龄起算日.</summary>
public enum AgeingBasis
{
    /// <summary>From the last day on which payment was in time: days past due, what is not due apart.</summary>
    DueDate = 0,

    /// <summary>From the day of issue.</summary>
    DocumentDate = 1,
}
