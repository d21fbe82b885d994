namespace Crm.Sdk.Credit;

/// <summary>One way to a better grade: new, fully reliable evidence of these values (CR-2).</summary>
/// <param name="Grade">The grade that it would lead to.</param>
/// <param name="Score">The score that it would lead to, 0 to 100.</param>
/// <param name="Steps">What has to be shown; one indicator where one is enough.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record GradeRaise(CreditGrade Grade, double Score, ValueList<GradeRaiseStep> Steps);
