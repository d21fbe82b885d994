using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>Proposes terms for an assessment: several limits by formula, the smallest of which binds (CR-4).</summary>
/// <remarks>A formula whose figures are not known proposes nothing. Amounts round down to the minor unit: a limit is never more than its formula. A pure function; thread-safe.</remarks>
public sealed class LimitPlanner
{
    private const int DaysOfYear = 365;

    private readonly CreditModel _model;
    private readonly CreditPolicy _policy;

    /// <summary>Makes a planner.</summary>
    /// <param name="model">The model of the assessments: the credit periods stand in it.</param>
    /// <param name="policy">The policy.</param>
    public LimitPlanner(CreditModel model, CreditPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(policy);
        _model = model;
        _policy = policy;
    }

    /// <summary>Proposes terms.</summary>
    /// <param name="assessment">The assessment.</param>
    public CreditTerms Propose(CreditAssessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        CreditInformation information = assessment.Information;
        int days = _model.RuleOf(assessment.Grade).TermDays;
        LimitProposal[] proposals = assessment.Grade == CreditGrade.D
            ? [new(LimitFormulas.NoCredit, Money.Zero(information.Currency), new Reason(LimitReasons.NoCredit, [assessment.Grade.ToString()]))]
            : [.. Formulas(assessment, information, days).OrderBy(static proposal => proposal.Amount)];
        return proposals.Length == 0
            ? new CreditTerms(null, days, null, [])
            : new CreditTerms(proposals[0].Amount, days, proposals[0].Formula, ValueList.Create<LimitProposal>(proposals));
    }

    private IEnumerable<LimitProposal> Formulas(CreditAssessment assessment, CreditInformation information, int days)
    {
        GradePolicy policy = _policy.Of(assessment.Grade);
        if (NetWorth(information, assessment) is { } netWorth)
        {
            yield return new(LimitFormulas.NetWorth, Down(netWorth.Amount * policy.ShareOfNetWorth, information.Currency), new Reason(LimitReasons.NetWorth, [netWorth, (double)policy.ShareOfNetWorth]));
        }

        if (information.AnnualPurchases is { } purchases)
        {
            yield return new(LimitFormulas.Purchases, Down(purchases.Amount * days / DaysOfYear, information.Currency), new Reason(LimitReasons.Purchases, [purchases, days, DaysOfYear]));
        }

        if (information.PeerLimit is { } peer)
        {
            yield return new(LimitFormulas.Peer, Down(peer.Amount * policy.PeerFactor, information.Currency), new Reason(LimitReasons.Peer, [peer, (double)policy.PeerFactor]));
        }

        if (information.RequestedLimit is { } requested)
        {
            yield return new(LimitFormulas.Requested, requested, new Reason(LimitReasons.Requested, [requested]));
        }
    }

    /// <summary>Equity of the newest statement in the currency that was known on the day; below nothing it carries nothing.</summary>
    private static Money? NetWorth(CreditInformation information, CreditAssessment assessment) => information.Statements
        .Where(statement => statement.Date <= assessment.AsOf && statement.Currency == information.Currency && statement.Equity is not null)
        .MaxBy(static statement => statement.Date) is { } newest
            ? Down(Math.Max(0, newest.Equity!.Value), information.Currency)
            : null;

    private static Money Down(decimal amount, Currency currency) => Money.Round(amount, currency, MidpointRounding.ToZero);

    private static class LimitReasons
    {
        public const string NetWorth = "credit.terms.net-worth";
        public const string Purchases = "credit.terms.purchases";
        public const string Peer = "credit.terms.peer";
        public const string Requested = "credit.terms.requested";
        public const string NoCredit = "credit.terms.none";
    }
}
