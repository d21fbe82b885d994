using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Plugins;
using Crm.Sdk.Receivables;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Checks orders against credit: advises, decides and reserves, releases (CR-5).</summary>
/// <remarks>
/// A thread-safe singleton. Advice writes nothing. A decision is added to the caller's session and written by its commit; where it reserves, it changes the account and the head of the
/// group in the same commit, so of two orders that are decided on at once on one headroom one conflicts (CRM2032): open a new session and submit again. Documents that the session has
/// added and not committed do not count.
/// </remarks>
public sealed class OrderCreditDesk
{
    private readonly CheckReader _reader;
    private readonly PluginRules _plugins;
    private readonly ICreditAuthority _authority;
    private readonly OrderCheckSettings _settings;
    private readonly IClock _clock;

    /// <summary>Makes a desk.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="ledgers">Reads what customers owe.</param>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="labels">Reads the labels that rules name.</param>
    /// <param name="extensions">The rules of plugins.</param>
    /// <param name="authority">Says who may release.</param>
    /// <param name="settings">The rules.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="time">Counts deadlines.</param>
    /// <param name="rates">Exchange rates; null where all is in one currency.</param>
    public OrderCreditDesk(
        ICrmStore store,
        ModelCatalogue model,
        LedgerReader ledgers,
        CustomerIdentity identity,
        LabelReader labels,
        IExtensions extensions,
        ICreditAuthority authority,
        OrderCheckSettings settings,
        IClock clock,
        TimeProvider time,
        IExchangeRates? rates = null)
    {
        _reader = new CheckReader(new ExposureReader(store, model, ledgers), identity, labels, rates);
        _plugins = new PluginRules(extensions, settings, time);
        (_authority, _settings, _clock) = (authority, settings, clock);
    }

    /// <summary>Advises on an order that there is or may be. Nothing is written.</summary>
    /// <param name="session">The session.</param>
    /// <param name="order">The order; its reservation does not count, since its amount does.</param>
    /// <param name="asOf">When.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6255: the order is a return or is cancelled.</exception>
    public Task<CheckedOrder> CheckAsync(ICrmSession session, Order order, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(asOf);
        return AnswerAsync(session, CheckQuestion.Of(Sale(order), null, asOf), cancellationToken);
    }

    /// <summary>Advises on an order of an amount that a customer would place. Nothing is written.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">Who would order.</param>
    /// <param name="amount">The gross amount, 0 or more.</param>
    /// <param name="asOf">When.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM1030: the amount is less than 0.</exception>
    public Task<CheckedOrder> CheckAsync(ICrmSession session, CustomerId customer, Money amount, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(asOf);
        Require.NotNegative(amount, "amount");
        return AnswerAsync(session, new CheckQuestion(customer, amount, asOf), cancellationToken);
    }

    /// <summary>Decides on an order. The decision is stored whatever it is; only an approved order reserves credit, and one that is held now loses what it had reserved.</summary>
    /// <param name="session">The session, whose commit writes it.</param>
    /// <param name="order">The order as it shall stand: added where there is none of its id, and written over what the session or the store has otherwise. Change what <see cref="ICrmSession"/> gives, lest what others changed is lost.</param>
    /// <param name="termDays">The credit period that it asks for, in days; null for the agreed one.</param>
    /// <param name="asOf">When.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no such customer. CRM6254: the session has reserved on the account already. CRM6255: the order is a return or is cancelled, or whose account was decided on was merged away meanwhile.</exception>
    public async Task<CheckedOrder> SubmitAsync(ICrmSession session, Order order, int? termDays, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(asOf);
        await HoldAsync(session, Sale(order), cancellationToken).ConfigureAwait(false);
        return await DecideAsync(session, order, CheckQuestion.Of(order, termDays, asOf), null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Releases a held order: it is approved against the rules that hold it, though not against one that refuses it.</summary>
    /// <param name="session">The session, whose actor releases and whose commit writes it.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="release">Why, and until when. It covers the order as long as its amount does not grow.</param>
    /// <param name="asOf">When.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6252: the actor has not the role for the amount, or submitted the order. CRM6254: the session has reserved on the account already. CRM6255: the order's last decision did not hold it.</exception>
    public async Task<CheckedOrder> ReleaseAsync(ICrmSession session, OrderId orderId, CreditRelease release, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(asOf);
        string reason = CanonicalText.Require(release.Reason, CreditReservation.MaxReasonLength, "release.reason"), actor = session.Scope.Actor.Value;
        Require.InOrder(asOf.Date, release.Until, "release.until");
        Order order = Sale(await session.FindAsync<Order>(orderId, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.WrongOrderState, $"There is no order {orderId}."));
        (CreditDecision? last, HashSet<string> submitters) = await DecisionsAsync(session, orderId, cancellationToken).ConfigureAwait(false);
        if (last is not { Outcome: CreditOutcome.Hold })
        {
            throw new CrmException(CreditErrorCodes.WrongOrderState, $"Order {orderId} {(last is null ? "was not submitted" : $"is not held; the last decision is {last.Outcome}")}; only a held order is released.");
        }

        if (submitters.Contains(actor))
        {
            throw new CrmException(CreditErrorCodes.NotAllowed, $"'{actor}' submitted order {orderId} and cannot release it; another person does.");
        }

        await HoldAsync(session, order, cancellationToken).ConfigureAwait(false);
        CreditCheckInput before = CreditDecisionJson.ReadInput(last);
        CheckQuestion question = CheckQuestion.Of(order, before.TermDays, asOf) with { Release = new CreditReleaseState(actor, reason, order.Gross, release.Until) };
        return await DecideAsync(session, order, question, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up what is left reserved for an order, such as a rest that will not be delivered.</summary>
    /// <param name="session">The session, whose commit writes it.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6255: the order has no reservation that stands. CRM1002: the reason is empty or too long.</exception>
    public async Task<CreditReservation> CloseAsync(ICrmSession session, OrderId orderId, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await ReservationAsync(session, orderId, cancellationToken).ConfigureAwait(false) is not { ClosedAt: null } reservation)
        {
            throw new CrmException(CreditErrorCodes.WrongOrderState, $"Order {orderId} has no reservation that stands.");
        }

        CreditReservation closed = reservation with { ClosedAt = _clock.GetCurrentInstant().FloorToMicrosecond(), CloseReason = CanonicalText.Require(reason, CreditReservation.MaxReasonLength, "reason") };
        session.Update(closed);
        return closed;
    }

    /// <summary>The last decision on an order; null where none was made.</summary>
    /// <param name="session">The session.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<CreditDecision?> LastAsync(ICrmSession session, OrderId order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return (await DecisionsAsync(session, order, cancellationToken).ConfigureAwait(false)).Last;
    }

    /// <summary>The last decision on an order, and everybody who ever submitted it.</summary>
    private static async Task<(CreditDecision? Last, HashSet<string> Submitters)> DecisionsAsync(ICrmSession session, OrderId order, CancellationToken cancellationToken)
    {
        CreditDecision? last = null;
        var submitters = new HashSet<string>(StringComparer.Ordinal);
        var query = new CrmQuery<CreditDecision> { Where = Condition.Equal(CreditDecisionModel.Order, FieldValue.Of((RecordId)order)), Limit = 100 };
        for (bool more = true; more;)
        {
            CrmPage<CreditDecision> page = await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            last = page.Items.Append(last).OfType<CreditDecision>().MaxBy(static decision => (decision.At, decision.Id));
            submitters.UnionWith(page.Items.Where(static decision => !decision.IsRelease).Select(static decision => decision.Origin?.By.Value).OfType<string>());
            query = query with { After = page.Next };
            more = page.Next is not null;
        }

        return (last, submitters);
    }

    private async Task<CheckedOrder> AnswerAsync(ICrmSession session, CheckQuestion question, CancellationToken cancellationToken)
    {
        (CheckedOrder answer, _) = await JudgeAsync(session, question, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private async Task<(CheckedOrder Answer, CheckContext Context)> JudgeAsync(ICrmSession session, CheckQuestion question, CancellationToken cancellationToken)
    {
        CreditRuleSet rules = _settings.Rules;
        CheckContext context = await _reader.ReadAsync(session, question, rules, cancellationToken).ConfigureAwait(false);
        CreditCheckInput input = await _plugins.AskAsync(context.Input, rules, cancellationToken).ConfigureAwait(false);
        return (new CheckedOrder(input, rules, CreditCheckEvaluator.Evaluate(input, rules)), context);
    }

    private async Task<CheckedOrder> DecideAsync(ICrmSession session, Order order, CheckQuestion question, string? releaseReason, CancellationToken cancellationToken)
    {
        (CheckedOrder answer, CheckContext context) = await JudgeAsync(session, question, cancellationToken).ConfigureAwait(false);
        if (question.Release is not null)
        {
            await NeedReleaserAsync(session, order, answer.Input.Open ?? question.Amount, cancellationToken).ConfigureAwait(false);
        }

        await GuardOwnerAsync(session, order, answer.Input.Customer, cancellationToken).ConfigureAwait(false);
        CreditAccount[] locked = [.. new[] { context.Account, context.Head }.OfType<CreditAccount>().DistinctBy(static account => account.Id)];
        foreach (CreditAccount account in locked)
        {
            await RefusePendingAsync(session, account, cancellationToken).ConfigureAwait(false);
        }

        CreditCheckInput input = answer.Input;
        var decision = new CreditDecision
        {
            Id = CreditDecisionId.New(),
            Customer = order.Customer,
            Order = order.Id,
            Amount = question.Amount,
            Outcome = answer.Answer.Outcome,
            IsRelease = releaseReason is not null,
            Reason = releaseReason,
            At = _clock.GetCurrentInstant().FloorToMicrosecond(),
            RuleSet = answer.Rules.Id,
            RuleVersion = answer.Rules.Version,
            Rules = CreditDecisionJson.Write(answer.Rules),
            Input = CreditDecisionJson.Write(input),
            Answer = CreditDecisionJson.Write(answer.Answer),
        };
        session.Add(decision);
        CreditReservation? before = await ReservationAsync(session, order.Id, cancellationToken).ConfigureAwait(false);
        if (answer.Answer.Outcome != CreditOutcome.Approve)
        {
            if (before is not null)
            {
                session.Remove(before);
            }

            return answer with { Decision = decision };
        }

        CreditReleaseState? used = answer.Answer.Findings.Any(static finding => finding.IsReleased) ? input.Release : null;
        CreditReservation reservation = (before ?? new CreditReservation { Id = CreditReservationId.New(), Order = order.Id, Customer = order.Customer, Amount = question.Amount, Decision = decision.Id }) with
        {
            Customer = order.Customer,
            Amount = question.Amount,
            Decision = decision.Id,
            ReleasedBy = used?.By,
            ReleaseReason = used?.Reason,
            ReleasedUntil = used?.Until,
            ClosedAt = null,
            CloseReason = null,
        };
        if (before is null)
        {
            session.Add(reservation);
        }
        else
        {
            session.Update(reservation);
        }

        foreach (CreditAccount account in locked)
        {
            session.Update(account.Touched() with { LastDecision = decision.Id });
        }

        return answer with { Decision = decision, Reservation = reservation };
    }

    /// <summary>Refuses an actor who may not release so much.</summary>
    private async Task NeedReleaserAsync(ICrmSession session, Order order, Money amount, CancellationToken cancellationToken)
    {
        string[] roles = [.. ApprovalLevels.RolesFor(_settings.Releases, amount)];
        foreach (string role in roles)
        {
            if (await _authority.HasAsync(session.Scope, role, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new CrmException(
            CreditErrorCodes.NotAllowed, $"'{session.Scope.Actor}' may not release order {order.Id} of {amount}: it takes the role {(roles.Length == 0 ? "of nobody" : string.Join(" or ", roles.Select(static role => $"'{role}'")))}.");
    }

    /// <summary>Whose account was decided on must not be merged away meanwhile: its documents would then be another's.</summary>
    private static async Task GuardOwnerAsync(ICrmSession session, Order order, CustomerId owner, CancellationToken cancellationToken)
    {
        if (owner == order.Customer)
        {
            return; // held with the order
        }

        Customer? customer = await session.FindAsync<Customer>(owner, cancellationToken).ConfigureAwait(false);
        if (customer is not { MergedInto: null })
        {
            throw new CrmException(CreditErrorCodes.WrongOrderState, $"Customer {owner}, to whom order {order.Id} belongs, was merged or removed while the order was decided on; submit it again.");
        }

        session.Guard(customer);
    }

    /// <summary>Two reservations of one commit would not see each other.</summary>
    private static async Task RefusePendingAsync(ICrmSession session, CreditAccount account, CancellationToken cancellationToken)
    {
        if (account.LastDecision is { } last && await session.FindAsync<CreditDecision>(last, cancellationToken).ConfigureAwait(false) is not null && session.VersionOf<CreditDecision>(last) == 0)
        {
            throw new CrmException(CreditErrorCodes.PendingReservation, $"This session has reserved on the credit account of customer {account.Customer} already; commit it first, then submit the next order.");
        }
    }

    /// <summary>Makes sure that the session holds the order, and that its customer is not merged away meanwhile.</summary>
    private static async Task HoldAsync(ICrmSession session, Order order, CancellationToken cancellationToken)
    {
        Customer customer = await session.FindAsync<Customer>(order.Customer, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.NoAccount, $"There is no customer {order.Customer}, whose order {order.Id} is.");
        if (session.VersionOf<Customer>(customer.Id) > 0)
        {
            session.Guard(customer);
        }

        Order? held = await session.FindAsync<Order>(order.Id, cancellationToken).ConfigureAwait(false);
        if (held is null)
        {
            session.Add(order);
        }
        else if (held != order)
        {
            session.Update(order);
        }
    }

    private static async Task<CreditReservation?> ReservationAsync(ICrmSession session, OrderId order, CancellationToken cancellationToken)
    {
        CrmPage<CreditReservation> found = await session.QueryAsync(
            new CrmQuery<CreditReservation> { Where = Condition.Equal(CreditReservationModel.Order, FieldValue.Of((RecordId)order)), Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return found.Items.Count > 0 ? found.Items[0] : null;
    }

    private static Order Sale(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order is { Type: OrderType.Sale, Status: not OrderStatus.Cancelled } && order.Gross.MinorUnits >= 0
            ? order
            : throw new CrmException(CreditErrorCodes.WrongOrderState, $"Order {order.Id} is {(order.Status == OrderStatus.Cancelled ? "cancelled" : "no sale")}; only a sale that stands takes credit.");
    }
}
