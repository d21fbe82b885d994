using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Organization;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Plans one page of customers: finds their occasions, leaves out what was done before, and chooses for each a channel that may be used and a text that can be put together. Writes nothing.</summary>
internal sealed class PagePlanner(CompiledPlan plan, CareData data, ContactRules rules, SuppressionList suppressions, UnsubscribeLinks links, TemplateRenderer renderer, Func<Customer, IReadOnlyDictionary<string, Employee>, AsOf, TemplateValues> values, VisitRoster? roster)
{
    /// <summary>What was planned last is written: who has tasks of it has them. Without it the next planning begins where that one did.</summary>
    public void Keep() => roster?.Keep();

    public async Task<IReadOnlyList<PlannedAction>> PlanAsync(ICrmSession session, IReadOnlyList<Customer> customers, AsOf asOf, CancellationToken cancellationToken)
    {
        roster?.Undo(); // of a page that another host was faster with
        CareSubject[] subjects = [.. customers.Select(customer => Subject(customer, asOf))];
        IReadOnlyList<IReadOnlyList<DueOccasion>> occasions = await plan.Trigger.FindAsync(data, subjects, asOf, cancellationToken).ConfigureAwait(false);
        HashSet<RecordId> done = await DoneAsync(customers, occasions, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, Employee> owners = await MessageTemplates.OwnersAsync(session, customers.Where((_, i) => occasions[i].Count > 0), cancellationToken).ConfigureAwait(false);

        List<PlannedAction> actions = [];
        List<CareCandidate> candidates = [];
        for (int i = 0; i < customers.Count; i++)
        {
            Customer customer = customers[i];
            if (occasions[i].Count == 0)
            {
                actions.Add(LeftOut(customer, null, new Reason("care.no-occasion", [])));
            }

            foreach (DueOccasion due in occasions[i])
            {
                if (Ids(customer, due.Occasion).Any(done.Contains))
                {
                    actions.Add(LeftOut(customer, due.Occasion, new Reason("care.already-planned", [])));
                }
                else
                {
                    Employee? owner = customer.Owner is { } key ? owners.GetValueOrDefault(key) : null;
                    candidates.Add(new CareCandidate(customer, due, owner, NotBefore(customer, due, asOf)));
                }
            }
        }

        actions.AddRange(plan.Plan.Task is { } task
            ? candidates.Select(candidate => roster is null ? Task(candidate, task) : Visit(candidate, task, roster, asOf))
            : await MessagesAsync(candidates, plan.Plan.Message!, owners, asOf, cancellationToken).ConfigureAwait(false));
        return plan.Plan.HoldoutPercent == 0 ? actions : [.. actions.Select(action => action.Line.IsPlanned && CustomerPlace.IsAmong(plan.Plan.Name, action.Line.Customer, plan.Plan.HoldoutPercent) ? action.HeldOut() : action)];
    }

    private static DateTimeZone ZoneOf(Customer customer, AsOf asOf) => (customer.Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null) ?? asOf.Zone;

    /// <summary>Days are the customer's own: where it is tomorrow already, tomorrow's birthdays are today's.</summary>
    private CareSubject Subject(Customer customer, AsOf asOf)
    {
        LocalDate today = asOf.Instant.InZone(ZoneOf(customer, asOf)).Date;
        return new CareSubject(customer, today.PlusDays(-plan.Plan.CatchUpDays), today);
    }

    /// <summary>The time of the plan on the day of care, by the customer's clock, a skipped one after the gap; of a day that passed it is at once.</summary>
    private Instant NotBefore(Customer customer, DueOccasion due, AsOf asOf)
    {
        LocalDate on = plan.Plan.Workdays is { } shift ? ChineseWorkdays.Shift(due.On, shift) : due.On;
        return (on + (plan.Plan.At ?? LocalTime.Midnight)).InZoneLeniently(ZoneOf(customer, asOf)).ToInstant();
    }

    private IEnumerable<RecordId> Ids(Customer customer, CareOccasion occasion) => data.Merged.IsEmpty
        ? [CareOccurrence.IdOf(plan.Plan.Name, customer.Id, occasion)]
        : data.Merged.WithMembers([customer.Id]).Select(member => CareOccurrence.IdOf(plan.Plan.Name, member, occasion));

    private async Task<HashSet<RecordId>> DoneAsync(IReadOnlyList<Customer> customers, IReadOnlyList<IReadOnlyList<DueOccasion>> occasions, CancellationToken cancellationToken)
    {
        RecordId[] ids = [.. customers.SelectMany((customer, i) => occasions[i].SelectMany(due => Ids(customer, due.Occasion))).Distinct()];
        if (ids.Length == 0)
        {
            return [];
        }

        IReadOnlyList<StoredRecord?> found = await data.Store.FindAsync(data.Scope.Tenant, CareOccurrenceModel.Kind.Kind, ids, cancellationToken).ConfigureAwait(false);
        return [.. ids.Where((_, i) => found[i] is not null)];
    }

    private PlannedAction Task(CareCandidate candidate, CareTask task)
    {
        if (candidate.Customer.Owner is not { } owner)
        {
            return LeftOut(candidate.Customer, candidate.Due.Occasion, new Reason("care.no-owner", []));
        }

        LocalDate due = (plan.Plan.Workdays is { } shift ? ChineseWorkdays.Shift(candidate.Due.On.PlusDays(task.DueDays), shift) : candidate.Due.On.PlusDays(task.DueDays));
        CrmTask made = CrmTask.Of(owner, task.Title, candidate.Customer.Id) with
        {
            Type = task.Type, Notes = task.Notes, Cost = task.Cost, DueOn = due, Zone = candidate.Owner?.Zone, Key = KeyOf(candidate),
        };
        return new PlannedAction(Line(candidate) with { NotBefore = candidate.NotBefore }, candidate.Due.Occasion, Task: made);
    }

    /// <summary>A task for a member of the team; never for who served the customer, who is rated on it.</summary>
    private PlannedAction Visit(CareCandidate candidate, CareTask task, VisitRoster team, AsOf asOf)
    {
        Customer customer = candidate.Customer;
        SurveySubject subject = candidate.Due.Subject ?? SurveySubject.None;
        string? served = subject.Employee ?? customer.Owner;
        LocalDate from = LocalDate.Max(candidate.Due.On.PlusDays(task.DueDays), asOf.Instant.InZone(ZoneOf(customer, asOf)).Date);
        if (team.Assign(from, served) is not { } place)
        {
            return LeftOut(customer, candidate.Due.Occasion, new Reason("care.no-visitor", []));
        }

        SurveyRequest? request = plan.Survey is { } survey ? new SurveyRequest
        {
            Id = RecordId.New(), Key = KeyOf(candidate), Survey = survey.Code, Customer = customer.Id, Subject = subject with { Employee = served }, AskedAt = asOf.Instant,
            Until = asOf.Instant + Duration.FromDays(Math.Max(0, Period.DaysBetween(asOf.Date, place.Day)) + survey.OpenDays),
        } : null;
        CrmTask made = CrmTask.Of(place.Visitor.Employee.Key, task.Title, customer.Id) with
        {
            Type = task.Type, Notes = task.Notes, Cost = task.Cost, DueOn = place.Day, Zone = place.Visitor.Employee.Zone, Key = KeyOf(candidate),
            About = request is null ? null : new RecordRef(SurveyRequestModel.Kind.Kind, request.Id),
        };
        return new PlannedAction(Line(candidate) with { NotBefore = candidate.NotBefore }, candidate.Due.Occasion, Task: made, Request: request);
    }

    private async Task<IEnumerable<PlannedAction>> MessagesAsync(
        IReadOnlyList<CareCandidate> candidates, CareMessage message, IReadOnlyDictionary<string, Employee> owners, AsOf asOf, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        ContactFacts? facts = plan.Plan.ToOwner ? null : await FactsAsync(candidates, cancellationToken).ConfigureAwait(false);
        foreach (ChannelDescriptor channel in plan.Channels)
        {
            CareCandidate[] open = [.. candidates.Where(candidate => Judge(candidate, channel, message, facts))];
            IReadOnlyList<RenderedMessage> rendered = await renderer.RenderAsync(
                plan.Template!, channel, [.. open.Select(candidate => Input(candidate, channel, message, owners, asOf))], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < open.Length; i++)
            {
                if (rendered[i].LeftOut is { } reason)
                {
                    open[i].Refusal ??= reason;
                }
                else
                {
                    open[i].Texts.Add((channel, rendered[i]));
                }
            }
        }

        return candidates.Select(candidate => Finish(candidate, message));
    }

    private Task<ContactFacts> FactsAsync(IReadOnlyList<CareCandidate> candidates, CancellationToken cancellationToken) => ContactFacts.ReadAsync(
        data.Store,
        data.Scope.Tenant,
        [.. candidates.Select(static candidate => candidate.Customer.Id)],
        [.. candidates.SelectMany(candidate => plan.Channels.Select(channel => SuppressionOf(candidate.Customer, channel)).OfType<RecordId>())],
        cancellationToken);

    private RecordId? SuppressionOf(Customer customer, ChannelDescriptor channel) =>
        channel.Reaches is { } kind && ChannelAddress.Of(customer, kind) is { } address ? suppressions.IdOf(data.Scope.Tenant, kind, address) : null;

    /// <summary>What the gate will ask, but for hours and caps: for those a message waits.</summary>
    private bool Judge(CareCandidate candidate, ChannelDescriptor channel, CareMessage message, ContactFacts? facts)
    {
        Reason? against = Against(candidate, channel, message, facts);
        candidate.Refusal ??= against;
        return against is null;
    }

    private Reason? Against(CareCandidate candidate, ChannelDescriptor channel, CareMessage message, ContactFacts? facts)
    {
        if (facts is null)
        {
            return candidate.Owner is null ? new Reason("care.no-owner", [])
                : channel.Reaches is { } staff && StaffAddress(candidate.Owner, staff) is null ? new Reason("gate.no-address", [staff.ToString()]) : null;
        }

        Customer customer = candidate.Customer;
        PurposeRule rule = rules.Policy.RuleOf(message.Purpose);
        string? address = channel.Reaches is { } kind ? ChannelAddress.Of(customer, kind) : null;
        return channel.Reaches is { } wanted && address is null
            ? new Reason("gate.no-address", [wanted.ToString()])
            : (rules.JudgeConsent(rule, channel, ConsentStanding.Deciding(facts.Standing(customer.Id), message.Purpose, channel.Name)).Reason
                ?? ContactRules.JudgeArchive(rule, customer).Reason
                ?? ContactRules.JudgeAddress(rule, customer, channel, address, SuppressionOf(customer, channel) is { } id ? facts.Suppression(id) : null).Reason);
    }

    private static string? StaffAddress(Employee owner, ContactPointKind kind) => kind switch
    {
        ContactPointKind.Email => owner.Email,
        ContactPointKind.Phone => owner.Phone,
        _ => null,
    };

    private TemplateInput Input(CareCandidate candidate, ChannelDescriptor channel, CareMessage message, IReadOnlyDictionary<string, Employee> owners, AsOf asOf)
    {
        Uri? link = plan.Plan.ToOwner ? null : links.For(new UnsubscribeRequest(data.Scope.Tenant, candidate.Customer.Id, message.Purpose, channel.Name));
        TemplateValues all = values(candidate.Customer, owners, asOf).With(candidate.Due.Occasion.Values).With("unsubscribe-url", TemplateValue.Of(link?.AbsoluteUri));
        return new TemplateInput(all, candidate.Customer.Language);
    }

    private PlannedAction Finish(CareCandidate candidate, CareMessage message)
    {
        if (candidate.Texts is not [(var channel, var text), .. var further])
        {
            return LeftOut(candidate.Customer, candidate.Due.Occasion, candidate.Refusal!);
        }

        var draft = new MessageDraft
        {
            Key = MessageKey.Of("care", KeyOf(candidate)),
            Channel = channel.Name,
            Audience = plan.Audience,
            Customer = candidate.Customer.Id,
            Address = AddressOf(channel),
            Subject = text.Subject,
            Body = text.Body,
            Format = text.Format,
            Template = text.Filled,
            Fallbacks = [.. further.Take(MessageDraft.MaxFallbacks).Select(next => new MessageFallback
            {
                Channel = next.Channel.Name, Address = AddressOf(next.Channel), Subject = next.Message.Subject, Body = next.Message.Body, Format = next.Message.Format, Template = next.Message.Filled,
            })],
            Language = text.Language,
            Priority = plan.Plan.Priority,
            Purpose = message.Purpose,
            Cause = $"plan:{plan.Plan.Name}",
            NotBefore = candidate.NotBefore,
            UseBy = candidate.NotBefore + Duration.FromDays(message.UseDays + plan.Plan.CatchUpDays),
        };
        return new PlannedAction(Line(candidate) with { Channel = channel.Name, Message = text, NotBefore = candidate.NotBefore }, candidate.Due.Occasion, draft);

        string? AddressOf(ChannelDescriptor by) => plan.Plan.ToOwner && by.Reaches is { } kind ? StaffAddress(candidate.Owner!, kind) : null;
    }

    /// <summary>One name for plan, customer, occasion and year; the customer's id is that of the one that stayed.</summary>
    private string KeyOf(CareCandidate candidate) => MessageKey.Of(
        plan.Plan.Name, candidate.Customer.Id.ToString(), candidate.Due.Occasion.Key, candidate.Due.Occasion.Year.ToString(CultureInfo.InvariantCulture));

    private CareLine Line(CareCandidate candidate) => new(plan.Plan.Name, candidate.Customer.Id, candidate.Customer.Key) { Occasion = candidate.Due.Occasion };

    private PlannedAction LeftOut(Customer customer, CareOccasion? occasion, Reason reason) =>
        new(new CareLine(plan.Plan.Name, customer.Id, customer.Key) { Occasion = occasion, LeftOut = reason });
}
