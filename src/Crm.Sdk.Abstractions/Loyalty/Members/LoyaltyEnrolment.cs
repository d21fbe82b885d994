namespace Crm.Sdk.Loyalty;

/// <summary>How customers become members of a programme.</summary>
public enum LoyaltyEnrolment
{
    /// <summary>By their first order, from its instant on.</summary>
    FirstOrder = 0,

    /// <summary>By an enrolment of their own; what they bought before earns nothing, but for the days that the programme backdates.</summary>
    ByRequest = 1,
}
