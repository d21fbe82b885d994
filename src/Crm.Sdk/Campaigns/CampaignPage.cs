using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Campaigns;

/// <summary>A page of members of one campaign: what each does next, what it costs, and the records of that.</summary>
/// <remarks>Not thread-safe; made anew for each attempt of a commit.</remarks>
internal sealed class CampaignPage(Campaign campaign, CampaignPlan plan, CampaignSteps steps, AsOf asOf)
{
    private readonly Dictionary<CustomerId, CustomerDeeds> _deeds = [];
    private readonly List<(CampaignMember Member, Customer Customer)> _going = [];
    private readonly List<CampaignMember> _moved = [];
    private readonly List<(PlannedAction Action, CompiledPlan Plan)> _actions = [];
    private Money _spent = campaign.Spent;

    public CampaignProgress Progress { get; private set; } = new();

    /// <summary>Sorts out who goes no further, and reads what the others did since they were enrolled.</summary>
    public async Task ReadAsync(CareData data, IReadOnlyList<CampaignMember> due, IReadOnlyList<Customer?> customers, CancellationToken cancellationToken)
    {
        for (int i = 0; i < due.Count; i++)
        {
            if (asOf.Date > plan.End)
            {
                Stop(due[i], "campaign.over");
            }
            else if (customers[i] is { State: CustomerState.Active } customer)
            {
                _going.Add((due[i], customer));
            }
            else
            {
                Stop(due[i], "campaign.customer-gone");
            }
        }

        if (_going.Count > 0)
        {
            foreach ((CustomerId customer, CustomerDeeds deeds) in await CustomerDeeds.ReadAsync(data, [.. _going.Select(static each => (each.Customer, each.Member.EnrolledAt))], asOf, cancellationToken).ConfigureAwait(false))
            {
                _deeds[customer] = deeds;
            }
        }
    }

    /// <summary>Takes the step of each: who fulfils its condition goes through templates and gate, the others pass it.</summary>
    public async Task PlanAsync(ICrmSession session, CancellationToken cancellationToken)
    {
        foreach (IGrouping<int, (CampaignMember Member, Customer Customer)> step in _going.GroupBy(static each => each.Member.NextStep))
        {
            List<(CampaignMember Member, Customer Customer)> takers = [];
            foreach ((CampaignMember member, Customer customer) in step)
            {
                if (Takes(plan.Steps[step.Key], member, _deeds.GetValueOrDefault(customer.Id)))
                {
                    takers.Add((member, customer));
                }
                else
                {
                    Pass(member);
                }
            }

            IReadOnlyList<PlannedAction> actions = takers.Count == 0 ? [] : await steps.PlannerOf(step.Key).PlanAsync(session, [.. takers.Select(static taker => taker.Customer).DistinctBy(static customer => customer.Id)], asOf, cancellationToken).ConfigureAwait(false);
            Dictionary<CustomerId, PlannedAction> byCustomer = actions.ToDictionary(static action => action.Line.Customer);
            foreach ((CampaignMember member, Customer customer) in takers)
            {
                Take(step.Key, member, byCustomer.Remove(customer.Id, out PlannedAction? action) ? action : null); // of two members who were merged one gets it
            }
        }
    }

    /// <summary>Puts everything into the session.</summary>
    public async Task WriteAsync(ICrmSession session, IOutbox outbox, CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> messages = await outbox.EnqueueAsync(session, [.. _actions.Select(static each => each.Action.Draft!)], cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < _actions.Count; i++)
        {
            session.Add(_actions[i].Action.ToOccurrence(_actions[i].Plan, new RecordRef(OutboxModel.Kind.Kind, messages[i].Id)));
        }

        foreach (CampaignMember member in _moved)
        {
            session.Update(member);
        }

        if (_spent != campaign.Spent)
        {
            session.Update(campaign with { Spent = _spent });
        }
        else
        {
            session.Guard(campaign); // one that is stopped meanwhile takes no step more
        }
    }

    private static bool Takes(CampaignStep step, CampaignMember member, CustomerDeeds? deeds) => (step.Variant is null || step.Variant == member.Variant) && step.When switch
    {
        CampaignCondition.Responded => deeds?.Responded == true,
        CampaignCondition.NotResponded => deeds?.Responded != true,
        CampaignCondition.Bought => deeds?.Bought == true,
        CampaignCondition.NotBought => deeds?.Bought != true,
        _ => true,
    };

    private void Take(int step, CampaignMember member, PlannedAction? action)
    {
        if (action is not { Line.IsPlanned: true, Draft: not null })
        {
            Pass(member);
            return;
        }

        Money cost = plan.Steps[step].Cost ?? Money.OfMinor(0, plan.Budget.Currency);
        if (_spent.MinorUnits + cost.MinorUnits > plan.Budget.MinorUnits)
        {
            Stop(member, "campaign.budget");
            return;
        }

        _spent = Money.OfMinor(_spent.MinorUnits + cost.MinorUnits, plan.Budget.Currency);
        _actions.Add((action, steps.PlanOf(step)));
        _moved.Add(Next(member) with { Messages = member.Messages + 1, CostMinor = member.CostMinor + cost.MinorUnits });
        Progress = Progress with { Messages = Progress.Messages + 1 };
    }

    private void Pass(CampaignMember member)
    {
        _moved.Add(Next(member));
        Progress = Progress with { Passed = Progress.Passed + 1 };
    }

    private void Stop(CampaignMember member, string reason)
    {
        _moved.Add(member with { DueAt = null, StoppedBy = reason });
        Progress = Progress with { Stopped = Progress.Stopped + 1 };
    }

    /// <summary>The next step, so many days after this one was due or taken, whichever was later: a campaign that rested does not hurry.</summary>
    private CampaignMember Next(CampaignMember member)
    {
        int next = member.NextStep + 1;
        return member with { NextStep = next, DueAt = next < plan.Steps.Count ? Instant.Max(member.DueAt!.Value, asOf.Instant) + Duration.FromDays(plan.Steps[next].WaitDays) : null };
    }
}
