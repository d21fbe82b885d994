namespace Crm.Sdk.Loyalty;

/// <summary>For what kind of document points are earned. The numbers are stored.</summary>
public enum EarningSource
{
    /// <summary>An order.</summary>
    Order = 1,

    /// <summary>An interaction.</summary>
    Interaction = 2,

    /// <summary>A birthday.</summary>
    Birthday = 3,

    /// <summary>The enrolment.</summary>
    Enrolment = 4,
}
