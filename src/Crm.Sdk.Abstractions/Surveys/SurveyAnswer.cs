using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>What a customer answered to one question of a survey, 答卷 (SV-3). It is kept as it was given, with its scale.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record SurveyAnswer
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of an answer in words, in UTF-16 units.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>The record's id; that of an answer to a request follows from the request and the question, so that a request is answered once.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The key by which other systems know it; unique within the tenant. Null where there is none.</summary>
    public string? Key { get; init; }

    /// <summary>The survey's code.</summary>
    public required string Survey { get; init; }

    /// <summary>The question's code.</summary>
    public required string Question { get; init; }

    /// <summary>Who answered.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The request that was answered; null where nobody asked, or where that is not known.</summary>
    public RecordId? Request { get; init; }

    /// <summary>About what.</summary>
    public SurveySubject Subject { get; init; } = SurveySubject.None;

    /// <summary>When, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>The channel's code, of <see cref="Service.InteractionChannels"/> or another one; null where that is not known.</summary>
    public string? Channel { get; init; }

    /// <summary>The scale, a code of <see cref="AnswerScales"/>; null where the answer is in words.</summary>
    public string? Scale { get; init; }

    /// <summary>The answer on its scale; null where it is in words.</summary>
    public double? Answer { get; init; }

    /// <summary>The answer in words, or what was said beside the answer.</summary>
    public string? Text { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of the answer to a question of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="question">The question's code.</param>
    public static RecordId IdOf(RecordId request, string question) => new(NamedGuid.Of("survey-answer", request.ToString(), question));

    internal void Check()
    {
        Require.NotEmpty(Key, "survey-answer.key");
        Require.Code(Survey, "survey-answer.survey");
        Require.Code(Question, "survey-answer.question");
        Require.Code(Channel, "survey-answer.channel");
        Subject.Check("survey-answer");
        Require.That(Scale is null == Answer is null, "survey-answer.answer", "an answer has its scale, and words have none");
        Require.That(Answer is not null || !string.IsNullOrWhiteSpace(Text), "survey-answer.text", "it says nothing; give an answer or words");
        if (Answer is { } answer)
        {
            _ = AnswerScales.Named(Scale!).ShareOf(answer); // refuses an unknown scale, and an answer beside it
        }
    }
}
