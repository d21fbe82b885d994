using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>Keeps surveys, asks customers and records what they answer (SV-3): once a request, and as evidence on their loyalty where a question tells of it (LO-4).</summary>
/// <remarks>A thread-safe singleton; its methods read through the session and add to it, and only the commit writes.</remarks>
public sealed class SurveyDesk
{
    private readonly IClock _clock;

    /// <summary>Makes the desk.</summary>
    /// <param name="clock">Says when somebody is asked.</param>
    public SurveyDesk(IClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
    }

    /// <summary>Adds a survey, or changes the one of its code. Answers stay as they were given.</summary>
    /// <param name="session">The session.</param>
    /// <param name="survey">The survey.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task SaveAsync(ICrmSession session, Survey survey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(survey);
        if (await session.FindAsync<Survey>(survey.Id, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            session.Update(survey with { Origin = stored.Origin });
        }
        else
        {
            session.Add(survey);
        }
    }

    /// <summary>The survey with a code.</summary>
    /// <exception cref="CrmException">CRM6710: there is none.</exception>
    public static async Task<Survey> GetAsync(ICrmSession session, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(code);
        return await session.FindAsync<Survey>(Survey.IdOf(code), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(SurveyErrorCodes.UnknownSurvey, $"There is no survey '{code}'; save it first.");
    }

    /// <summary>Notes that a customer is asked. Asking again under a key changes nothing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key of the request, such as that of the message that asks.</param>
    /// <param name="survey">The survey's code.</param>
    /// <param name="customer">Who is asked.</param>
    /// <param name="subject">About what.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The request, new or as it was.</returns>
    /// <exception cref="CrmException">CRM6710: there is no such survey. CRM6711: another customer was asked under that key.</exception>
    public async Task<SurveyRequest> AskAsync(ICrmSession session, string key, string survey, CustomerId customer, SurveySubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        Survey asked = await GetAsync(session, survey, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(session, key, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            return stored.Customer == customer && stored.Survey == survey
                ? stored
                : throw new CrmException(SurveyErrorCodes.UnknownRequest, $"Under key '{key}' customer {stored.Customer} was asked survey '{stored.Survey}' already; give each request a key of its own.");
        }

        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        var request = new SurveyRequest { Id = RecordId.New(), Key = key, Survey = survey, Customer = customer, Subject = subject, AskedAt = now, Until = now + Duration.FromDays(asked.OpenDays) };
        session.Add(request);
        return request;
    }

    /// <summary>Records what was answered to a request.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key of the request.</param>
    /// <param name="response">What was answered.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The answers as they will be written.</returns>
    /// <exception cref="CrmException">CRM6711: there is no such request. CRM6712: it was answered before. CRM6713: it can be answered no longer. CRM6714: the survey has no such question, or not on that scale.</exception>
    public async Task<IReadOnlyList<SurveyAnswer>> AnswerAsync(ICrmSession session, string key, SurveyResponse response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(response);
        SurveyRequest request = await FindAsync(session, key, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(SurveyErrorCodes.UnknownRequest, $"Nobody was asked under key '{key}'.");
        if (request.AnsweredAt is { } before)
        {
            throw new CrmException(SurveyErrorCodes.AnsweredBefore, $"Request '{key}' was answered at {before} already; a request is answered once.");
        }

        if (response.At < request.AskedAt || response.At > request.Until)
        {
            throw new CrmException(SurveyErrorCodes.RequestClosed, $"Request '{key}' can be answered from {request.AskedAt} to {request.Until}; the answer is of {response.At}.");
        }

        Survey survey = await GetAsync(session, request.Survey, cancellationToken).ConfigureAwait(false);
        session.Update(request with { AnsweredAt = response.At.FloorToMicrosecond() });
        return await AddAsync(session, survey, request.Customer, request.Subject, response, request.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records what a customer answered whom nobody had asked, or of whom that is not known.</summary>
    /// <param name="session">The session.</param>
    /// <param name="survey">The survey's code.</param>
    /// <param name="customer">Who answered.</param>
    /// <param name="subject">About what.</param>
    /// <param name="response">What was answered.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The answers as they will be written.</returns>
    /// <exception cref="CrmException">CRM6710: there is no such survey. CRM6714: it has no such question, or not on that scale.</exception>
    public async Task<IReadOnlyList<SurveyAnswer>> RecordAsync(ICrmSession session, string survey, CustomerId customer, SurveySubject subject, SurveyResponse response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(response);
        return await AddAsync(session, await GetAsync(session, survey, cancellationToken).ConfigureAwait(false), customer, subject, response, null, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SurveyRequest?> FindAsync(ICrmSession session, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(key);
        var query = new CrmQuery<SurveyRequest> { Where = Condition.Equal(SurveyRequestModel.Key, FieldValue.Of(key)), Limit = 1 };
        return session.Uncommitted<SurveyRequest>().FirstOrDefault(request => request.Key == key)
            ?? ((await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items is [var found] ? found : null);
    }

    private async Task<IReadOnlyList<SurveyAnswer>> AddAsync(
        ICrmSession session, Survey survey, CustomerId customer, SurveySubject subject, SurveyResponse response, RecordId? request, CancellationToken cancellationToken)
    {
        if (response.Replies.IsEmpty || response.Replies.Select(static reply => reply.Question).Distinct(StringComparer.Ordinal).Count() != response.Replies.Count)
        {
            throw new CrmException(SurveyErrorCodes.BadAnswer, $"Survey '{survey.Code}': a response answers one question or more, each once.");
        }

        if (response.At > _clock.GetCurrentInstant())
        {
            throw new CrmException(SurveyErrorCodes.BadAnswer, $"Survey '{survey.Code}': the answer is of {response.At}, which is not yet.");
        }

        Customer? known = await session.FindAsync<Customer>(customer, cancellationToken).ConfigureAwait(false);
        DateTimeZone zone = (known?.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null) ?? DateTimeZone.Utc;
        List<SurveyAnswer> answers = [];
        foreach (SurveyReply reply in response.Replies)
        {
            SurveyQuestion question = Asked(survey, reply);
            var answer = new SurveyAnswer
            {
                Id = request is { } asked ? SurveyAnswer.IdOf(asked, reply.Question) : RecordId.New(),
                Survey = survey.Code,
                Question = reply.Question,
                Customer = customer,
                Request = request,
                Subject = About(question, subject),
                At = response.At.FloorToMicrosecond(),
                Channel = response.Channel,
                Scale = reply.Answer is null ? null : question.Scale,
                Answer = reply.Answer,
                Text = reply.Text,
            };
            session.Add(answer);
            answers.Add(answer);
            if (question.Indicator is { } indicator && reply.Answer is { } value)
            {
                session.Add(LoyaltyEvidence.Of(customer, indicator, question.Scale!, value, answer.At.InZone(zone).Date) with { Key = $"survey:{answer.Id}", Document = survey.Code });
            }
        }

        return answers;
    }

    private static SurveySubject About(SurveyQuestion question, SurveySubject subject) => question.About switch
    {
        QuestionSubject.Product => subject with { Employee = null },
        QuestionSubject.Person => subject with { Product = null },
        _ => subject,
    };

    private static SurveyQuestion Asked(Survey survey, SurveyReply reply)
    {
        SurveyQuestion question = survey.Question(reply.Question)
            ?? throw new CrmException(SurveyErrorCodes.BadAnswer, $"Survey '{survey.Code}' has no question '{reply.Question}'; it has {string.Join(", ", survey.Questions.Select(static each => each.Code))}.");
        bool fits = reply.Answer is { } answer
            ? question.Scale is { } scale && AnswerScales.Named(scale).Holds(answer)
            : question.Scale is null && !string.IsNullOrWhiteSpace(reply.Text);
        return fits ? question : throw new CrmException(
            SurveyErrorCodes.BadAnswer, $"Survey '{survey.Code}', question '{question.Code}': it takes {(question.Scale is null ? "an answer in words" : $"an answer on the scale '{question.Scale}'")}, and not '{reply.Answer?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? reply.Text}'.");
    }
}
