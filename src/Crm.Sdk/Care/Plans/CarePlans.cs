using Crm.Sdk.Storage;

namespace Crm.Sdk.Care;

/// <summary>Keeps care plans with their versions, and checks them.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class CarePlans
{
    private const int MaxPlans = 1_000;

    private readonly ICrm _crm;
    private readonly PlanCompiler _compiler;

    internal CarePlans(ICrm crm, PlanCompiler compiler)
    {
        _crm = crm;
        _compiler = compiler;
    }

    /// <summary>Checks a plan and adds it to a session as the next version of its name. Two saves of one version at once clash in the commit (CRM2033): read and save again.</summary>
    /// <param name="session">The session; its commit writes it.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="asOf">As of when its segment is checked.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The version as it will be written.</returns>
    /// <exception cref="CareException">CRM6621, CRM6622 or CRM6624: something that it names is not there or does not fit.</exception>
    /// <exception cref="TemplateException">Its template cannot be meant with its trigger or its channels.</exception>
    public async Task<SavedCarePlan> SaveAsync(ICrmSession session, CarePlan plan, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(plan);
        await _compiler.CompileAsync(session.Scope, plan, 0, asOf, cancellationToken).ConfigureAwait(false);
        SavedCarePlan? latest = await FindAsync(session, plan.Name, cancellationToken).ConfigureAwait(false);
        var saved = new SavedCarePlan { Id = RecordId.New(), Name = plan.Name, Version = (latest?.Version ?? 0) + 1, Definition = CarePlanJson.Write(plan) };
        session.Add(saved);
        return saved;
    }

    /// <summary>A plan's latest version; null where it is not there.</summary>
    public async Task<SavedCarePlan?> FindAsync(CrmScope scope, string name, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        return await FindAsync(session, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The latest versions of all plans, by name.</summary>
    public async Task<IReadOnlyList<SavedCarePlan>> ListAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        Dictionary<string, SavedCarePlan> latest = new(StringComparer.Ordinal);
        for (PageCursor? after = null; ;)
        {
            CrmPage<SavedCarePlan> page = await session.QueryAsync(new CrmQuery<SavedCarePlan> { After = after, Limit = MaxPlans }, cancellationToken).ConfigureAwait(false);
            foreach (SavedCarePlan plan in page.Items)
            {
                if (!latest.TryGetValue(plan.Name, out SavedCarePlan? other) || plan.Version > other.Version)
                {
                    latest[plan.Name] = plan;
                }
            }

            if ((after = page.Next) is null)
            {
                return [.. latest.Values.OrderBy(static plan => plan.Name, StringComparer.Ordinal)];
            }
        }
    }

    private static async Task<SavedCarePlan?> FindAsync(ICrmSession session, string name, CancellationToken cancellationToken)
    {
        var query = new CrmQuery<SavedCarePlan> { Where = Condition.Equal(CarePlanModel.Name, FieldValue.Of(name)), Order = new RecordOrder(CarePlanModel.Version, Descending: true), Limit = 1 };
        return (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items is [var found, ..] ? found : null;
    }
}
