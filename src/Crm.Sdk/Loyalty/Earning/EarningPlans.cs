namespace Crm.Sdk.Loyalty;

/// <summary>The versions of a programme that a run needs: the newest, and those by which documents were earned. Used by one thread.</summary>
internal sealed class EarningPlans(ICrm crm, CrmScope scope, EarningPlan newest)
{
    private readonly Dictionary<int, EarningPlan> _earlier = [];

    public EarningPlan Newest => newest;

    public static async Task<EarningPlans> ReadAsync(ICrm crm, CrmScope scope, string programme, CancellationToken cancellationToken)
    {
        ICrmSession session = crm.OpenSession(scope);
        await using (session.ConfigureAwait(false))
        {
            return new EarningPlans(crm, scope, await LoyaltyProgrammes.GetPlanAsync(session, programme, version: null, cancellationToken).ConfigureAwait(false));
        }
    }

    public async Task<EarningPlan> GetAsync(int version, CancellationToken cancellationToken)
    {
        if (version == newest.Version)
        {
            return newest;
        }

        if (!_earlier.TryGetValue(version, out EarningPlan? plan))
        {
            ICrmSession session = crm.OpenSession(scope);
            await using (session.ConfigureAwait(false))
            {
                plan = await LoyaltyProgrammes.GetPlanAsync(session, newest.Programme.Code, version, cancellationToken).ConfigureAwait(false);
            }

            _earlier.Add(version, plan);
        }

        return plan;
    }
}
