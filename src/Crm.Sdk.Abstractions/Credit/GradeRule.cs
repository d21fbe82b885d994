namespace Crm.Sdk.Credit;

/// <summary>What a grade asks for: a score, and how much has to be known (CR-2).</summary>
/// <param name="Grade">The grade.</param>
/// <param name="MinScore">The score from which it is given, 0 to 100; the edge belongs to the better grade.</param>
/// <param name="MinConfidence">How much of the score has to rest on evidence, 0 to 1.</param>
/// <param name="EveryCriterion">Whether there has to be evidence on every criterion.</param>
/// <param name="TermDays">The credit period in days; 0 for payment before delivery.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record GradeRule(CreditGrade Grade, double MinScore, double MinConfidence, bool EveryCriterion, int TermDays);
