using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Credit;

/// <summary>Makes stored decisions again from what they were made of, and from nothing else (L11): an auditor sees that each follows from its inputs and rules.</summary>
/// <remarks>A thread-safe singleton. Neither today's rules and accounts nor plugins take part.</remarks>
public sealed class CreditReplay
{
    private const int PageSize = 500;

    private readonly QueryRunner _queries;

    /// <summary>Makes a replay.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">All kinds.</param>
    public CreditReplay(ICrmStore store, ModelCatalogue model) => _queries = new QueryRunner(store, model);

    /// <summary>Makes a decision again.</summary>
    /// <param name="decision">The decision.</param>
    /// <exception cref="CrmException">CRM6250 or CRM6256: its rules or inputs cannot be read.</exception>
    public static CheckedOrder Again(CreditDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        CreditCheckInput input = CreditDecisionJson.ReadInput(decision);
        CreditRuleSet rules = CreditDecisionJson.ReadRules(decision.Rules);
        return new CheckedOrder(input, rules, CreditCheckEvaluator.Evaluate(input, rules)) { Decision = decision };
    }

    /// <summary>Whether a decision made again is the same: outcome, every finding with its figures, and the arithmetic.</summary>
    public static bool IsSame(CreditDecision decision)
    {
        try
        {
            CheckedOrder again = Again(decision);
            return (again.Answer.Outcome, again.Input.Order, again.Input.Amount, again.Rules.Id, again.Rules.Version) == (decision.Outcome, decision.Order, decision.Amount, decision.RuleSet, decision.RuleVersion)
                && CreditDecisionJson.Write(again.Answer) == decision.Answer;
        }
        catch (CrmException)
        {
            return false; // what cannot be read is not the same, and holds up no other decision
        }
    }

    /// <summary>Makes all decisions of a tenant again, or those on one customer as they name it.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer; null for all.</param>
    /// <param name="cancellationToken">Stops between decisions.</param>
    /// <returns>How many there are, and those that do not come out the same. One page of decisions at a time is in memory.</returns>
    public async Task<CreditReplayReport> RunAsync(CrmScope scope, CustomerId? customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var query = new StoreQuery(scope.Tenant, CreditDecisionModel.Kind.Kind)
        {
            Where = customer is { } one ? Condition.Equal(CreditDecisionModel.Customer, FieldValue.Of((RecordId)one)) : Condition.Everything,
            Limit = PageSize,
        };
        long decisions = 0;
        var different = new List<CreditDecisionId>();
        await foreach (CreditDecision decision in _queries.AllAsync<CreditDecision>(query, cancellationToken).ConfigureAwait(false))
        {
            decisions++;
            if (!IsSame(decision))
            {
                different.Add(decision.Id);
            }
        }

        return new CreditReplayReport(decisions, different.ToValueList());
    }
}
