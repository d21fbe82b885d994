using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Records what came of return visits, 回访 (CA-4): answers, new needs and opinions, and the tasks that follow, all in the caller's commit.</summary>
/// <remarks>Visits are planned by care plans whose tasks are assigned to a team (<see cref="CareAssignment"/>). A thread-safe singleton; its methods read through the session and add to it.</remarks>
public sealed class VisitDesk
{
    private readonly ITaskDesk _tasks;
    private readonly SurveyDesk _surveys;

    /// <summary>Makes the desk.</summary>
    /// <param name="tasks">Closes the visit's task.</param>
    /// <param name="surveys">Records answers.</param>
    public VisitDesk(ITaskDesk tasks, SurveyDesk surveys)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(surveys);
        (_tasks, _surveys) = (tasks, surveys);
    }

    /// <summary>Records a visit and closes its task.</summary>
    /// <param name="session">The session.</param>
    /// <param name="task">The key or the id of the visit's task.</param>
    /// <param name="report">What came of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">
    /// CRM3301 or CRM3302: there is no such task, or it is not open. CRM6720: it is about no customer. CRM6721: the visitor is the person who is rated. CRM6722: there are answers, and the visit has no survey. CRM6712 to CRM6714: the
    /// answers cannot be recorded.
    /// </exception>
    public async Task<VisitRecord> RecordAsync(ICrmSession session, string task, VisitReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(report);
        CrmTask visit = await _tasks.GetAsync(session, task, cancellationToken).ConfigureAwait(false);
        CustomerId customer = visit.Customer ?? throw new CrmException(VisitErrorCodes.NoCustomer, $"Task '{visit.Title}' is about no customer, so it is no return visit.");
        SurveyRequest? request = visit.About is { } about && about.Kind == SurveyRequestModel.Kind.Kind ? await session.FindAsync<SurveyRequest>(about.Id, cancellationToken).ConfigureAwait(false) : null;
        if (request?.Subject.Employee is { } rated && rated == visit.Owner)
        {
            throw new CrmException(VisitErrorCodes.RatedVisitor, $"'{rated}' served the customer and is rated; give the task '{visit.Title}' to somebody else.");
        }

        Customer? of = await session.FindAsync<Customer>(customer, cancellationToken).ConfigureAwait(false);
        ValueList<SurveyAnswer> answers = await AnswersAsync(session, visit, request, report, cancellationToken).ConfigureAwait(false);
        TaskCompletion closed = await _tasks.CompleteAsync(session, visit, new TaskOutcome(report.Notes), cancellationToken).ConfigureAwait(false);
        ValueList<Interaction> interactions = Interactions(visit, customer, request, report);
        LocalDate day = report.At.InZone((of?.Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null) ?? DateTimeZone.Utc).Date;
        ValueList<Need> needs = report.Needs.Select(text => Need.Of(customer, text, NeedChannels.ServiceStaff) with { LearntOn = day, Product = request?.Subject.Product }).ToValueList();
        AddAll(session, interactions);
        AddAll(session, needs);
        List<CrmTask> followUps = [];
        foreach (VisitFollowUp next in report.FollowUps)
        {
            CrmTask made = CrmTask.Of(next.Owner ?? of?.Owner ?? visit.Owner, next.Title, customer) with
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{visit.Id}:{followUps.Count + 1}"), DueOn = next.DueOn, About = new RecordRef(InteractionModel.Kind.Kind, interactions[0].Id),
            };
            followUps.Add(await _tasks.AddAsync(session, made, cancellationToken).ConfigureAwait(false));
        }

        return new VisitRecord(closed.Task, interactions, answers, needs, followUps.ToValueList());
    }

    private async Task<ValueList<SurveyAnswer>> AnswersAsync(ICrmSession session, CrmTask visit, SurveyRequest? request, VisitReport report, CancellationToken cancellationToken)
    {
        if (report.Replies.IsEmpty)
        {
            return [];
        }

        if (request is null)
        {
            throw new CrmException(VisitErrorCodes.NoSurvey, $"The visit '{visit.Title}' asks no survey; record the answers on the survey itself, or leave them out.");
        }

        return [.. await _surveys.AnswerAsync(session, request.Key, new SurveyResponse(report.At, report.Replies, report.Channel), cancellationToken).ConfigureAwait(false)];
    }

    private static ValueList<Interaction> Interactions(CrmTask visit, CustomerId customer, SurveyRequest? request, VisitReport report)
    {
        string key = $"visit:{visit.Id}";
        Interaction made = Interaction.Of(customer, InteractionTypes.Visit, report.At) with
        {
            Key = key, Phase = InteractionPhase.AfterSale, Direction = InteractionDirection.Outbound, Initiative = InteractionInitiative.Proactive, Channel = report.Channel, Employee = visit.Owner,
            Subject = visit.Title, Text = report.Notes, Thread = key,
        };
        return report.Complaint is not { } complaint ? [made] :
        [
            made,
            Interaction.Of(customer, InteractionTypes.Complaint, report.At) with
            {
                Key = $"{key}:complaint", Phase = InteractionPhase.AfterSale, Direction = InteractionDirection.Inbound, Channel = report.Channel, Employee = request?.Subject.Employee, Text = complaint, Thread = key,
            },
        ];
    }

    private static void AddAll<T>(ICrmSession session, ValueList<T> records)
        where T : class
    {
        foreach (T record in records)
        {
            session.Add(record);
        }
    }
}
