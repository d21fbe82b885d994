namespace Crm.Sdk.Surveys;

/// <summary>A survey, 问卷: the questions that customers are asked (SV-3). NPS, CSAT and CES are questions on the scales of those names.</summary>
/// <remarks>Answers keep the scale on which they were given, so questions may change. Immutable; thread-safe.</remarks>
public sealed record Survey
{
    /// <summary>The greatest number of questions.</summary>
    public const int MaxQuestions = 100;

    /// <summary>The greatest number of days for which a request can stay open.</summary>
    public const int MaxOpenDays = 365;

    /// <summary>The id, which follows from the code.</summary>
    public RecordId Id => IdOf(Code);

    /// <summary>The code by which it is asked and reported.</summary>
    public required string Code { get; init; }

    /// <summary>The title in English.</summary>
    public required string English { get; init; }

    /// <summary>The title in Chinese.</summary>
    public required string Chinese { get; init; }

    /// <summary>The questions.</summary>
    public required ValueList<SurveyQuestion> Questions { get; init; }

    /// <summary>For how many days a request can be answered, 1 to 365; 30 by default.</summary>
    public int OpenDays { get; init; } = 30;

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of a survey.</summary>
    /// <param name="code">Its code.</param>
    public static RecordId IdOf(string code) => new(NamedGuid.Of("survey", code));

    /// <summary>The question with a code; null where there is none.</summary>
    /// <param name="code">The code.</param>
    public SurveyQuestion? Question(string code) => Questions.FirstOrDefault(question => question.Code == code);

    internal void Check()
    {
        Require.Code(Code, "survey.code");
        Require.NotEmpty(English, "survey.english");
        Require.NotEmpty(Chinese, "survey.chinese");
        Require.InRange(OpenDays, 1, MaxOpenDays, "survey.open-days");
        Require.That(Questions.Count is >= 1 and <= MaxQuestions, "survey.questions", $"it has {Questions.Count} questions; give 1 to {MaxQuestions}");
        Require.That(Questions.Select(static question => question.Code).Distinct(StringComparer.Ordinal).Count() == Questions.Count, "survey.questions", "a code stands twice");
        foreach (SurveyQuestion question in Questions)
        {
            question.Check();
        }
    }
}
