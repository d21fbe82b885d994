using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Surveys;

/// <summary>A question of a survey.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Code">Its code, under which answers are kept.</param>
/// <param name="English">The question in English.</param>
/// <param name="Chinese">The question in Chinese.</param>
public sealed record SurveyQuestion(string Code, string English, string Chinese)
{
    /// <summary>The greatest length of a question, in UTF-16 units.</summary>
    public const int MaxTextLength = 500;

    /// <summary>The scale of answers, a code of <see cref="AnswerScales"/>; null where the answer is in words.</summary>
    public string? Scale { get; init; }

    /// <summary>What it asks about.</summary>
    public QuestionSubject About { get; init; }

    /// <summary>What answers tell of the customer's loyalty, a code of <see cref="LoyaltyIndicators"/> or another one; null where nothing. Each answer then is evidence, too.</summary>
    public string? Indicator { get; init; }

    internal void Check()
    {
        Require.Code(Code, "survey.question");
        Require.NotEmpty(English, "survey.question.english");
        Require.NotEmpty(Chinese, "survey.question.chinese");
        Require.Defined<QuestionSubject>(About, "survey.question.about");
        Require.Code(Indicator, "survey.question.indicator");
        Require.That(Indicator is null || Scale is not null, "survey.question.indicator", "words tell no loyalty; give the question a scale");
        if (Scale is { } scale)
        {
            _ = AnswerScales.Named(scale);
        }
    }
}
