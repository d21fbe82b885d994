using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>What each type of rule measures.</summary>
internal static class RuleMeasures
{
    /// <summary>What a rule has against an order: nothing, or a reason with its figures; two where the account and its group are both concerned.</summary>
    public static IEnumerable<Reason> Against(CreditCheckRule rule, CreditCheckInput input) => rule.Type switch
    {
        CreditRuleTypes.Blocked => Blocked(input),
        CreditRuleTypes.NoAccount => One(input.Account is null ? new Reason(CreditCheckReasons.NoAccount, []) : null),
        CreditRuleTypes.NoLimit => One(NoLimit(input)),
        CreditRuleTypes.ReviewOverdue => One(input.Account?.ReviewOn is { } last && input.Day > last ? new Reason(CreditCheckReasons.ReviewOverdue, [last]) : null),
        CreditRuleTypes.OverdueDays => One(input.Overdue is { Invoice: { } invoice } overdue && overdue.Days > rule.Days ? new Reason(CreditCheckReasons.OverdueDays, [invoice, overdue.Days, rule.Days!.Value]) : null),
        CreditRuleTypes.OverdueAmount => One(OverdueAmount(rule, input)),
        CreditRuleTypes.ShareOfLimit => ShareOfLimit(rule, input),
        CreditRuleTypes.OrderAmount => One(rule.Amount is { } most && In(input, input.Amount, most.Currency) is { } amount && amount > most ? new Reason(CreditCheckReasons.OrderAmount, [amount, most]) : null),
        CreditRuleTypes.TermsChanged => One(
            input.TermDays is { } asked && input.Account?.TermDays is { } agreed && asked > agreed + rule.Days ? new Reason(CreditCheckReasons.TermsChanged, [asked, agreed]) : null),
        _ => One(OfPlugin(rule, input)),
    };

    private static IEnumerable<Reason> Blocked(CreditCheckInput input)
    {
        if (input.Account?.Blocked is { } own)
        {
            yield return new Reason(CreditCheckReasons.Blocked, [own]);
        }

        if (input.Group is { Blocked: { } head })
        {
            yield return new Reason(CreditCheckReasons.HeadBlocked, [head]);
        }
    }

    /// <summary>A group's limit serves its members; where the customer is the head itself, its limit is the group's.</summary>
    private static Reason? NoLimit(CreditCheckInput input) => input switch
    {
        { Account: null } => null,
        { Group: { Limit: null } group } when group.Head != input.Customer => new Reason(CreditCheckReasons.NoLimit, []), // a member's own limit holds in addition to the group's, not instead
        { Account.Limit: not null } or { Group.Limit: not null } => null,
        { Account.LimitUntil: { } ended } => new Reason(CreditCheckReasons.LimitEnded, [ended]),
        _ => new Reason(CreditCheckReasons.NoLimit, []),
    };

    private static Reason? OverdueAmount(CreditCheckRule rule, CreditCheckInput input)
    {
        if (input.Overdue is not { } overdue || overdue.Amount.MinorUnits <= 0)
        {
            return null;
        }

        if (rule.Amount is { } most)
        {
            return In(input, overdue.Amount, most.Currency) is { } amount && amount > most ? new Reason(CreditCheckReasons.OverdueAmount, [amount, most]) : null;
        }

        return (input.Account?.Limit ?? input.Group?.Limit) is { } limit && In(input, overdue.Amount, limit.Currency) is { } due && due > Share(limit, rule.Share!.Value)
            ? new Reason(CreditCheckReasons.OverdueShare, [due, Percent(rule), limit])
            : null;
    }

    private static IEnumerable<Reason> ShareOfLimit(CreditCheckRule rule, CreditCheckInput input)
    {
        if (input is { Account.Limit: { } limit, Exposure: { } exposure, Open: { } open } && input.Group?.Head != input.Customer) // the head's limit is the group's
        {
            Money total = exposure.AtRisk(open);
            if (total > Share(limit, rule.Share!.Value))
            {
                yield return new Reason(CreditCheckReasons.ShareOfLimit, [exposure.AtRisk(Money.Zero(exposure.Currency)), open, total, Percent(rule), limit]);
            }
        }

        if (input.Group is { Limit: { } shared } group && group.Total > Share(shared, rule.Share!.Value))
        {
            yield return new Reason(CreditCheckReasons.ShareOfGroupLimit, [group.Total, Percent(rule), shared]);
        }
    }

    /// <summary>A rule of a plugin that said nothing holds: what is not known is no approval.</summary>
    private static Reason? OfPlugin(CreditCheckRule rule, CreditCheckInput input) => input.Verdicts.FirstOrDefault(verdict => verdict.Rule == rule.Name) switch
    {
        null => new Reason(CreditCheckReasons.RuleFailed, [rule.Name]),
        { Code: { } code } verdict => new Reason(code, [.. verdict.Args.Select(static arg => (ReasonArg)arg)]),
        _ => null,
    };

    private static IEnumerable<Reason> One(Reason? reason) => reason is null ? [] : [reason];

    /// <summary>A share of a limit, rounded down: what is allowed is never more than the share.</summary>
    private static Money Share(Money limit, decimal share) => Money.Round(limit.Amount * share, limit.Currency, MidpointRounding.ToZero);

    private static double Percent(CreditCheckRule rule) => (double)(rule.Share!.Value * 100);

    /// <summary>An amount by a rate of the input; without one the missing rate holds the order already.</summary>
    private static Money? In(CreditCheckInput input, Money amount, Currency currency) =>
        amount.Currency == currency ? amount
        : input.Rates.FirstOrDefault(rate => rate.From == amount.Currency && rate.To == currency) is { } known ? Money.Round(amount.Amount * known.Rate, currency)
        : null;
}
