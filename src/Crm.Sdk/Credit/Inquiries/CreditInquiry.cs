using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>A questionnaire that somebody answered about a customer.</summary>
/// <param name="Customer">About whom.</param>
/// <param name="Questionnaire">The questionnaire's name.</param>
/// <param name="Investigator">The key of the employee who asked.</param>
/// <param name="Date">The day of which the answers speak.</param>
/// <param name="Answers">The answers by the question's code: the code of an answer, or a number with a decimal point. What is not answered is left out.</param>
/// <remarks>Immutable and thread-safe, as long as the answers are not changed.</remarks>
public sealed record CreditInquiry(CustomerId Customer, string Questionnaire, string Investigator, LocalDate Date, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>The document behind it, such as the file of the signed form.</summary>
    public string? Document { get; init; }

    /// <summary>How far the answers are trusted, 0 to 1; null for what the questionnaire says.</summary>
    public double? Reliability { get; init; }
}
