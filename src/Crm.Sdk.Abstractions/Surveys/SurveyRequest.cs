using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>That a customer was asked to answer a survey, 问卷邀请. It is answered once.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record SurveyRequest
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The record's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The key by which it is known, such as that of the message that asks; unique within the tenant. Asking again under a key asks once.</summary>
    public required string Key { get; init; }

    /// <summary>The survey's code.</summary>
    public required string Survey { get; init; }

    /// <summary>Who is asked.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>About what.</summary>
    public SurveySubject Subject { get; init; } = SurveySubject.None;

    /// <summary>When, whole microseconds.</summary>
    public required Instant AskedAt { get; init; }

    /// <summary>Up to when it can be answered.</summary>
    public required Instant Until { get; init; }

    /// <summary>When it was answered; null while it was not.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        Require.NotEmpty(Key, "survey-request.key");
        Require.Code(Survey, "survey-request.survey");
        Subject.Check("survey-request");
        Require.InOrder(AskedAt, Until, "survey-request.until");
        Require.InOrder(AskedAt, AnsweredAt, "survey-request.answered-at");
    }
}
