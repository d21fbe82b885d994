using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Organization;
using Crm.Sdk.Plugins;
using Crm.Sdk.Segments;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Care;

/// <summary>Plans what care plans say (CA-1): messages into the outbox and tasks for owners, each occasion once; and previews it without writing anything (CA-7).</summary>
/// <remarks>
/// <para>Streams over the base a page at a time, in bounded memory. An occasion is written in one commit with its message or task, under an id that follows from plan, customer, occasion and year: a run that is repeated, or
/// that two hosts make at once, plans it once. What a run missed is caught up within the plan's days.</para>
/// <para>A thread-safe singleton.</para>
/// </remarks>
public sealed class CarePlanner
{
    private const int PageSize = 200;
    private const int Attempts = 8;

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly ISegments _segments;
    private readonly IOutbox _outbox;
    private readonly MessageTemplates _templates;
    private readonly TemplateRenderer _renderer;
    private readonly ContactRules _rules;
    private readonly SuppressionList _suppressions;
    private readonly UnsubscribeLinks _links;
    private readonly PlanCompiler _compiler;
    private readonly QueryRunner _queries;

    /// <summary>Makes the planner.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="extensions">The plugins' channels and triggers.</param>
    /// <param name="segments">Finds the members of segments.</param>
    /// <param name="outbox">Takes messages.</param>
    /// <param name="templates">Keeps templates.</param>
    /// <param name="renderer">Puts messages together.</param>
    /// <param name="attributes">The attributes of customers.</param>
    /// <param name="policy">With which consent customers may be written to.</param>
    /// <param name="suppressions">The addresses to which nothing is sent.</param>
    /// <param name="links">The links that withdraw consents.</param>
    /// <param name="time">Timers, for deadlines of plugins.</param>
    public CarePlanner(
        ICrm crm,
        ICrmStore store,
        IExtensions extensions,
        ISegments segments,
        IOutbox outbox,
        MessageTemplates templates,
        TemplateRenderer renderer,
        AttributeCatalogue attributes,
        ContactPolicy policy,
        SuppressionList suppressions,
        UnsubscribeLinks links,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(renderer);
        ArgumentNullException.ThrowIfNull(attributes);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(suppressions);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(time);
        _crm = crm;
        _store = store;
        _segments = segments;
        _outbox = outbox;
        _templates = templates;
        _renderer = renderer;
        _rules = new ContactRules(policy);
        _suppressions = suppressions;
        _links = links;
        _queries = new QueryRunner(store, crm.Model);
        _compiler = new PlanCompiler(crm, extensions, segments, templates, renderer, new CareTriggers(extensions, new LabelReader(crm, store), attributes, time));
        Plans = new CarePlans(crm, _compiler);
    }

    /// <summary>The saved plans.</summary>
    public CarePlans Plans { get; }

    /// <summary>Says for each customer of the base what a plan would do, and why it would do nothing. Writes nothing.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="plan">The plan, saved or not.</param>
    /// <param name="asOf">Now, and the zone of customers whose zone is not known.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>A line for each customer and occasion, in the order in which customers were added; those outside the plan's segment among them.</returns>
    /// <exception cref="CareException">CRM6621, CRM6622 or CRM6624: the plan cannot be meant, or a plugin's trigger failed.</exception>
    public async IAsyncEnumerable<CareLine> PreviewAsync(CrmScope scope, CarePlan plan, AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(plan);
        CompiledPlan compiled = await _compiler.CompileAsync(scope, plan, 0, asOf, cancellationToken).ConfigureAwait(false);
        PagePlanner planner = await PlannerAsync(scope, compiled, cancellationToken).ConfigureAwait(false);
        await using IAsyncEnumerator<Customer> members = MembersAsync(scope, compiled.Members, cancellationToken).GetAsyncEnumerator(cancellationToken);
        bool more = await members.MoveNextAsync().ConfigureAwait(false);
        await foreach (ValueList<Customer> page in PagesAsync(scope, new SegmentRequest(Segment.Everybody, asOf), cancellationToken).ConfigureAwait(false))
        {
            List<Customer> inside = [];
            foreach (Customer customer in page)
            {
                while (more && members.Current.Id.CompareTo(customer.Id) < 0)
                {
                    more = await members.MoveNextAsync().ConfigureAwait(false);
                }

                if (more && members.Current.Id == customer.Id)
                {
                    inside.Add(customer);
                }
                else
                {
                    yield return new CareLine(plan.Name, customer.Id, customer.Key) { LeftOut = new Reason("care.not-in-segment", []) };
                }
            }

            await using ICrmSession session = _crm.OpenSession(scope);
            foreach (PlannedAction action in await planner.PlanAsync(session, inside, asOf, cancellationToken).ConfigureAwait(false))
            {
                yield return action.Line;
            }

            planner.Keep(); // so that a preview fills days as a run does
        }
    }

    /// <summary>Plans what is due and was not planned yet.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commits.</param>
    /// <param name="plan">The one plan, or null for all that are active, those of greater priority first.</param>
    /// <param name="asOf">Now, and the zone of customers whose zone is not known.</param>
    /// <param name="progress">Told after each page; may be null.</param>
    /// <param name="cancellationToken">Stops between pages; what was planned stays.</param>
    /// <returns>What was planned, and how many members of the plans' segments were left out for which reason.</returns>
    /// <exception cref="CareException">CRM6621 to CRM6624: there is no such plan, it cannot be meant any more, or a plugin's trigger failed. What was planned before stays.</exception>
    public async Task<CareReport> RunAsync(CrmScope scope, string? plan, AsOf asOf, IProgress<CareReport>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var tally = new CareTally();
        foreach (SavedCarePlan saved in await DueAsync(scope, plan, cancellationToken).ConfigureAwait(false))
        {
            CompiledPlan compiled = await _compiler.CompileAsync(scope, saved.ToPlan(), saved.Version, asOf, cancellationToken).ConfigureAwait(false);
            PagePlanner planner = await PlannerAsync(scope, compiled, cancellationToken).ConfigureAwait(false);
            await foreach (ValueList<Customer> page in PagesAsync(scope, compiled.Members, cancellationToken).ConfigureAwait(false))
            {
                foreach (CareLine line in await WriteAsync(scope, compiled, planner, page, asOf, cancellationToken).ConfigureAwait(false))
                {
                    tally.Add(line);
                }

                progress?.Report(tally.Report);
            }
        }

        return tally.Report;
    }

    private async Task<IReadOnlyList<SavedCarePlan>> DueAsync(CrmScope scope, string? plan, CancellationToken cancellationToken)
    {
        if (plan is null)
        {
            IReadOnlyList<SavedCarePlan> all = await Plans.ListAsync(scope, cancellationToken).ConfigureAwait(false);
            return [.. all.Select(static saved => (Saved: saved, Plan: saved.ToPlan())).Where(static each => each.Plan.IsActive).OrderByDescending(static each => each.Plan.Priority).Select(static each => each.Saved)];
        }

        return await Plans.FindAsync(scope, plan, cancellationToken).ConfigureAwait(false) is { } found
            ? found.ToPlan().IsActive ? [found] : []
            : throw new CareException(CareErrorCodes.UnknownPlan, plan, string.Empty, "there is no plan of that name; save it first.");
    }

    /// <summary>Plans a page in one commit. Where another host planned some of it at the same moment, nothing is written and the page is planned again.</summary>
    private async Task<IEnumerable<CareLine>> WriteAsync(CrmScope scope, CompiledPlan plan, PagePlanner planner, IReadOnlyList<Customer> customers, AsOf asOf, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await using ICrmSession session = _crm.OpenSession(scope);
            IReadOnlyList<PlannedAction> actions = await planner.PlanAsync(session, customers, asOf, cancellationToken).ConfigureAwait(false);
            PlannedAction[] planned = [.. actions.Where(static action => action.Line.IsPlanned)];
            PlannedAction[] heldOut = [.. actions.Where(static action => action.IsHeldOut)]; // judged as the others are, so that both groups are of one kind
            if (planned.Length == 0 && heldOut.Length == 0)
            {
                return actions.Select(static action => action.Line);
            }

            IReadOnlyList<OutboxMessage> messages = await _outbox.EnqueueAsync(session, [.. planned.Select(static action => action.Draft).OfType<MessageDraft>()], cancellationToken).ConfigureAwait(false);
            int next = 0;
            foreach (PlannedAction action in planned)
            {
                if (action.Task is { } task)
                {
                    session.Add(task);
                }

                if (action.Request is { } request)
                {
                    session.Add(request);
                }

                RecordRef made = action.Task is { } added ? new RecordRef(CrmTaskModel.Kind.Kind, added.Id) : new RecordRef(OutboxModel.Kind.Kind, messages[next++].Id);
                session.Add(action.ToOccurrence(plan, made));
            }

            foreach (PlannedAction action in heldOut)
            {
                session.Add(action.ToOccurrence(plan, null));
            }

            try
            {
                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                planner.Keep();
                return actions.Select(static action => action.Line);
            }
            catch (CrmException crowded) when (crowded is CrmConflictException or CrmDuplicateException && attempt < Attempts)
            {
                // Another host was faster with some of them.
            }
        }
    }

    /// <summary>Finds the parts of a step of a campaign, which has its own occasions.</summary>
    internal Task<CompiledPlan> CompileStepAsync(CrmScope scope, CarePlan step, ITriggerRun occasions, ValueList<TemplateVariable> variables, AsOf asOf, CancellationToken cancellationToken) =>
        _compiler.CompileAsync(scope, step, 0, new SegmentRequest(Segment.Everybody, asOf), occasions, variables, cancellationToken);

    /// <summary>Plans pages of customers for a plan.</summary>
    internal async Task<PagePlanner> PlannerAsync(CrmScope scope, CompiledPlan plan, CancellationToken cancellationToken)
    {
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        VisitRoster? roster = plan.Plan.Task?.Assign is { } assign ? await RosterAsync(scope, assign, plan.Members.AsOf, cancellationToken).ConfigureAwait(false) : null;
        return new PagePlanner(plan, new CareData(_store, _queries, scope, merged), _rules, _suppressions, _links, _renderer, _templates.ValuesOf, roster);
    }

    /// <summary>The team with its open tasks; those of members who left are not looked at.</summary>
    private async Task<VisitRoster> RosterAsync(CrmScope scope, CareAssignment assign, AsOf asOf, CancellationToken cancellationToken)
    {
        List<Visitor> visitors = [];
        await foreach (Employee member in _queries.AllAsync<Employee>(new StoreQuery(scope.Tenant, EmployeeModel.Kind.Kind) { Where = Condition.Equal(EmployeeModel.Team, FieldValue.Of(assign.Team)), Limit = PageSize }, cancellationToken).ConfigureAwait(false))
        {
            if (member.ActiveUntil is null || member.ActiveUntil >= asOf.Date)
            {
                visitors.Add(new Visitor(member));
            }
        }

        foreach (Visitor visitor in visitors)
        {
            Condition open = Condition.All(Condition.Equal(CrmTaskModel.Owner, FieldValue.Of(visitor.Employee.Key)), Condition.Equal(CrmTaskModel.State, FieldValue.Of((long)TaskState.Open)));
            await foreach (CrmTask task in _queries.AllAsync<CrmTask>(new StoreQuery(scope.Tenant, CrmTaskModel.Kind.Kind) { Where = open, Limit = PageSize }, cancellationToken).ConfigureAwait(false))
            {
                visitor.Add(task.DueOn ?? task.Due?.InZone(asOf.Zone).Date);
            }
        }

        return new VisitRoster(visitors, assign.PerDay);
    }

    private async IAsyncEnumerable<Customer> MembersAsync(CrmScope scope, SegmentRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ValueList<Customer> page in PagesAsync(scope, request, cancellationToken).ConfigureAwait(false))
        {
            foreach (Customer customer in page)
            {
                yield return customer;
            }
        }
    }

    private async IAsyncEnumerable<ValueList<Customer>> PagesAsync(CrmScope scope, SegmentRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (PageCursor? after = null; ;)
        {
            SegmentPage page = await _segments.ListAsync(scope, request, new SegmentPaging { After = after, Take = PageSize }, cancellationToken).ConfigureAwait(false);
            yield return page.Members;
            if ((after = page.Next) is null)
            {
                yield break;
            }
        }
    }
}
