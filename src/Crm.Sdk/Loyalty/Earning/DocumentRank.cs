namespace Crm.Sdk.Loyalty;

/// <summary>In which order documents of one instant are settled.</summary>
internal enum DocumentRank
{
    Enrolment = 0,
    Birthday = 1,
    Interaction = 2,
    Sale = 3,
    Return = 4,
}
