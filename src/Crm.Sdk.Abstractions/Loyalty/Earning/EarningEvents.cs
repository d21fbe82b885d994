namespace Crm.Sdk.Loyalty;

/// <summary>The events, beside interactions, for which rules give points. Every other code means the type of an interaction, such as <c>review</c>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EarningEvents
{
    /// <summary>Each birthday since the enrolment, from its first instant in the member's zone on, 生日.</summary>
    public const string Birthday = "birthday";

    /// <summary>The enrolment, 入会.</summary>
    public const string Enrolment = "enrolment";
}
