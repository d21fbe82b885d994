using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Receivables;

/// <summary>Reminds customers who do not pay (CR-6): level after level, each once, as tasks of their owners and messages to them. Raises <c>invoice.dunned/1</c>.</summary>
/// <remarks>
/// A thread-safe singleton. Notices, tasks, messages and events of a customer are one commit, which depends on the invoices: what is posted to them through the desks meanwhile is not dunned. A run that is done again, or by two
/// at once, repeats no level.
/// </remarks>
public sealed class DunningDesk
{
    private const int PageSize = 500;
    private const int MaxAttempts = 8;

    private readonly ICrm _crm;
    private readonly QueryRunner _queries;
    private readonly LedgerReader _ledgers;
    private readonly IOutbox _outbox;
    private readonly DunningTexts _texts;
    private readonly IExtensions _extensions;

    /// <summary>Makes a desk.</summary>
    public DunningDesk(ICrm crm, ICrmStore store, LedgerReader ledgers, IOutbox outbox, CrmTexts texts, IExtensions extensions)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _crm = crm;
        _queries = new QueryRunner(store, crm.Model);
        _ledgers = ledgers;
        _outbox = outbox;
        _texts = new DunningTexts(texts);
        _extensions = extensions;
    }

    /// <summary>Runs a procedure over all customers in the order of their ids, a commit a customer. What was done when the caller stops asking stays done.</summary>
    /// <param name="scope">The tenant, and who runs it.</param>
    /// <param name="procedure">The levels.</param>
    /// <param name="asOf">The instant whose day it is.</param>
    /// <param name="culture">The language of tasks, and of messages to customers of whom none is known.</param>
    /// <param name="dryRun">Whether to say what would be done only.</param>
    /// <param name="cancellationToken">Stops between customers.</param>
    /// <returns>Every step, with what became of it.</returns>
    /// <exception cref="CrmException">CRM6235: the procedure is out of range. CRM4102: there is no such channel.</exception>
    public async IAsyncEnumerable<DunningStep> RunAsync(
        CrmScope scope, DunningProcedure procedure, AsOf asOf, CultureInfo culture, bool dryRun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        procedure.Check();
        await foreach (CustomerLedger ledger in _ledgers.ReadAllAsync(scope, asOf, cancellationToken).ConfigureAwait(false))
        {
            ValueList<DunningStep> steps = await PlanAsync(scope, ledger, procedure, cancellationToken).ConfigureAwait(false);
            if (!steps.IsEmpty && !dryRun)
            {
                steps = await DoAsync(scope, ledger.Customer, procedure, asOf, culture, steps, cancellationToken).ConfigureAwait(false);
            }

            foreach (DunningStep step in steps)
            {
                yield return step;
            }
        }
    }

    /// <summary>The steps of a customer's ledger, by the notices that are stored.</summary>
    /// <inheritdoc cref="RunAsync"/>
    /// <param name="scope">The tenant.</param>
    /// <param name="ledger">What the customer owes.</param>
    /// <param name="procedure">The levels.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ValueList<DunningStep>> PlanAsync(CrmScope scope, CustomerLedger ledger, DunningProcedure procedure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(procedure);
        procedure.Check();
        string[] overdue = [.. ledger.Items.Where(item => DunningPlanner.IsClaimable(item) && item.DaysOverdue(ledger.AsOf.Date) >= procedure.Levels[0].DaysAfterDue).Select(static item => item.Invoice.Key)];
        var notices = new List<DunningNotice>();
        foreach (string[] some in overdue.Chunk(PageSize))
        {
            var query = new StoreQuery(scope.Tenant, DunningNoticeModel.Kind.Kind)
            {
                Where = Condition.All(
                    Condition.IsIn(DunningNoticeModel.Invoice, [.. some.Select(static key => FieldValue.Of(key))]), Condition.Equal(DunningNoticeModel.Procedure, FieldValue.Of(procedure.Name))),
                Limit = PageSize,
            };
            await foreach (DunningNotice notice in _queries.AllAsync<DunningNotice>(query, cancellationToken).ConfigureAwait(false))
            {
                notices.Add(notice);
            }
        }

        return DunningPlanner.Plan(ledger, notices, procedure);
    }

    private async Task<ValueList<DunningStep>> DoAsync(
        CrmScope scope, CustomerId id, DunningProcedure procedure, AsOf asOf, CultureInfo culture, ValueList<DunningStep> steps, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await using ICrmSession session = _crm.OpenSession(scope);
            foreach (Invoice? invoice in await session.FindAsync<Invoice>([.. steps.Select(static step => step.Invoice.Id.ToRecordId())], cancellationToken).ConfigureAwait(false))
            {
                if (invoice is not null)
                {
                    session.Guard(invoice); // before the ledger is read: a payment from now on makes the commit conflict
                }
            }

            HashSet<InvoiceId> guarded = [.. steps.Select(static step => step.Invoice.Id)];
            CustomerLedger ledger = await _ledgers.ReadAsync(scope, id, asOf, cancellationToken).ConfigureAwait(false);
            steps = (await PlanAsync(scope, ledger, procedure, cancellationToken).ConfigureAwait(false)).Where(step => guarded.Contains(step.Invoice.Id)).ToValueList();
            if (steps.IsEmpty || await session.FindAsync<Customer>(id, cancellationToken).ConfigureAwait(false) is not { } customer)
            {
                return [];
            }

            var done = new List<DunningStep>();
            foreach (IGrouping<int, DunningStep> ofLevel in steps.GroupBy(static step => step.Level))
            {
                DunningStep[] group = [.. ofLevel];
                DunningOutcome outcome = await ActAsync(session, customer, procedure, group, asOf, culture, cancellationToken).ConfigureAwait(false);
                done.AddRange(group.Select(step => step with { Outcome = outcome }));
            }

            try
            {
                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                return done.ToValueList();
            }
            catch (CrmException met) when (met is CrmConflictException or CrmDuplicateException && attempt < MaxAttempts)
            {
                // Somebody paid, or runs the same procedure: look again.
            }
        }
    }

    /// <summary>Does what a level says for some invoices of a customer: all of it, or nothing.</summary>
    private async Task<DunningOutcome> ActAsync(
        ICrmSession session, Customer customer, DunningProcedure procedure, DunningStep[] steps, AsOf asOf, CultureInfo culture, CancellationToken cancellationToken)
    {
        DunningLevel level = procedure.Levels[steps[0].Level - 1];
        string? owner = customer.Owner ?? procedure.FallbackOwner;
        if (level.TaskType is not null && owner is null)
        {
            return DunningOutcome.WithoutOwner;
        }

        if (level.Channel is { } channel)
        {
            if (!IsReachable(customer, channel))
            {
                return DunningOutcome.Unreachable; // a message that reaches nobody is no reminder
            }

            string key = MessageKey.Of(["dunning", procedure.Name, .. steps.Select(static step => $"{step.Level}/{step.Invoice.Key}")]);
            try
            {
                await _outbox.EnqueueAsync(session, _texts.Message(customer, steps, culture) with { Key = key, Channel = channel }, cancellationToken).ConfigureAwait(false);
            }
            catch (CrmException error) when (error.Code == NotificationErrorCodes.BadMessage)
            {
                return DunningOutcome.Unreachable;
            }
        }

        if (level.TaskType is { } type)
        {
            (string title, string notes) = _texts.Task(customer, steps, culture);
            session.Add(CrmTask.Of(owner!, title, customer.Id) with
            {
                Key = $"dunning/{procedure.Name}/{steps[0].Level}/{steps[0].Invoice.Id}",
                Type = type,
                Notes = notes,
                DueOn = asOf.Date.PlusDays(level.TaskDays),
                About = new RecordRef(InvoiceModel.Kind.Kind, steps[0].Invoice.Id),
            });
        }

        foreach (DunningStep step in steps)
        {
            var notice = new DunningNotice
            {
                Id = DunningNoticeId.New(), Customer = customer.Id, Invoice = step.Invoice.Key, Procedure = procedure.Name, Level = step.Level, Action = step.Action, Day = asOf.Date, Amount = step.Amount,
            };
            session.Add(notice);
            session.Raise(new CrmEvent("invoice.dunned/1", customer.Id, $$"""{"notice":"{{notice.Id}}","invoice":"{{step.Invoice.Id}}","level":{{step.Level}},"action":"{{step.Action}}"}"""));
        }

        return DunningOutcome.Done;
    }

    private bool IsReachable(Customer customer, string channel) =>
        _extensions.All<INotificationChannel>().FirstOrDefault(extension => extension.Instance.Descriptor.Name == channel)?.Instance.Descriptor.Reaches is not { } kind || ChannelAddress.Of(customer, kind) is not null;
}
