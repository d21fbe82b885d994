namespace Crm.Sdk.Credit;

/// <summary>An assessment that the credit file keeps, with its reasons and the terms that the policy proposes.</summary>
/// <param name="Record">What is kept.</param>
/// <param name="Assessment">The answer with its reasons.</param>
/// <param name="Terms">The proposed terms.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record FiledAssessment(CreditAssessmentRecord Record, CreditAssessment Assessment, CreditTerms Terms)
{
    /// <summary>Whether what is kept says the same as the answer: grade, score, confidence, validity and terms.</summary>
    public bool Agrees => Record.Grade == Assessment.Grade
        && Record.ScoreMillionths == CreditFile.Millionths(Assessment.Score)
        && Record.ConfidenceMillionths == CreditFile.Millionths(Assessment.Confidence)
        && Record.ValidUntil == Assessment.ValidUntil
        && Record.Limit == Terms.Limit
        && Record.TermDays == Terms.TermDays;
}
