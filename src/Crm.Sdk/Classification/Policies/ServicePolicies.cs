using Crm.Sdk.Labels;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>The service policies of classes: those that hold for a customer, and how far their goals are reached (CL-7).</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class ServicePolicies
{
    private const int CustomersAtOnce = 500;
    private const int RunsAtOnce = 200;

    private static readonly string[] Bought = ["first-purchase", "repeat", "loyal"];

    private readonly ICrm _crm;
    private readonly QueryRunner _queries;
    private readonly LabelReader _labels;
    private readonly IExtensions _extensions;

    /// <summary>Makes the service.</summary>
    public ServicePolicies(ICrm crm, ICrmStore store, LabelReader labels, IExtensions extensions)
    {
        ArgumentNullException.ThrowIfNull(crm);
        (_crm, _queries, _labels, _extensions) = (crm, new QueryRunner(store, crm.Model), labels, extensions);
    }

    /// <summary>All policies, the one that comes first first.</summary>
    public async Task<IReadOnlyList<ServicePolicy>> AllAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        var all = new List<ServicePolicy>();
        var query = new CrmQuery<ServicePolicy> { Limit = 1_000 };
        while (true)
        {
            CrmPage<ServicePolicy> page = await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                return [.. all.OrderByDescending(static p => p.Precedence).ThenBy(static p => p.Dimension, StringComparer.Ordinal).ThenBy(static p => p.Label, StringComparer.Ordinal)];
            }

            query = query with { After = page.Next };
        }
    }

    /// <summary>What holds for a customer by its current labels.</summary>
    public async Task<EffectivePolicy> OfAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        IReadOnlyList<LabelAssignment> labels = await _labels.OfAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        HashSet<string> classes = [.. labels.Select(static label => label.Class).OfType<string>()];
        ServicePolicy[] own = [.. (await AllAsync(scope, cancellationToken).ConfigureAwait(false)).Where(policy => classes.Contains(LabelAssignment.ClassOf(policy.Dimension, policy.Label)))];
        return new EffectivePolicy(own.ToValueList(), own.SelectMany(Statements).DistinctBy(static statement => statement.Code).ToValueList());
    }

    /// <summary>How many customers that had a class's label as of an earlier moment have reached its goal by now, policy by policy.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="since">The earlier moment: the labels of the last run that was for it or for an instant before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One figure a policy with a goal; nothing where no run was for so early a moment.</returns>
    public async Task<IReadOnlyList<GoalAttainment>> AttainmentAsync(CrmScope scope, Instant since, CancellationToken cancellationToken)
    {
        if (await RunOfAsync(scope, since, cancellationToken).ConfigureAwait(false) is not { } then)
        {
            return [];
        }

        var figures = new List<GoalAttainment>();
        foreach (ServicePolicy policy in await AllAsync(scope, cancellationToken).ConfigureAwait(false))
        {
            if (policy.Goal is { } goal)
            {
                (long customers, long reached) = await CountAsync(scope, policy, goal, then, cancellationToken).ConfigureAwait(false);
                figures.Add(new GoalAttainment(policy.Dimension, policy.Label, goal, customers, reached));
            }
        }

        return figures;
    }

    private static IEnumerable<PolicyStatement> Statements(ServicePolicy policy)
    {
        (string Code, ReasonArg? Value)[] all =
        [
            ("policy.owner", policy.Owner is { } owner ? owner : (ReasonArg?)null),
            ("policy.team", policy.Team is { } team ? team : (ReasonArg?)null),
            ("policy.response-minutes", policy.ResponseMinutes),
            ("policy.discount-percent", policy.DiscountMillionths is { } discount ? discount / 10_000.0 : (ReasonArg?)null),
            ("policy.offers", policy.Offers is { } offers ? offers : (ReasonArg?)null),
            ("policy.priority", policy.Priority),
            ("policy.follow-up-days", policy.FollowUpDays),
            ("policy.visits-per-year", policy.VisitsPerYear),
            ("policy.customised-products", policy.CustomisedProducts is { } products ? products : (ReasonArg?)null),
            ("policy.goal", policy.Goal is { } goal ? GoalCode(goal) : (ReasonArg?)null),
        ];
        return all.Where(static statement => statement.Value is not null).Select(statement => new PolicyStatement(statement.Code, statement.Value!.Value, policy.Dimension, policy.Label));
    }

    /// <summary>The code of a goal, such as <c>win-back</c>.</summary>
    public static string GoalCode(ClassGoal goal) => goal switch
    {
        ClassGoal.Win => "win",
        ClassGoal.Raise => "raise",
        ClassGoal.Keep => "keep",
        ClassGoal.WinBack => "win-back",
        _ => "let-go",
    };

    private async Task<(long Customers, long Reached)> CountAsync(CrmScope scope, ServicePolicy policy, ClassGoal goal, ClassificationRun then, CancellationToken cancellationToken)
    {
        FieldValue number = FieldValue.Of(then.Number);
        var query = new StoreQuery(scope.Tenant, LabelModel.Kind.Kind)
        {
            Where = Condition.All(
                Condition.Equal(LabelModel.Class, FieldValue.Of(LabelAssignment.ClassOf(policy.Dimension, policy.Label))),
                Condition.Is(LabelModel.FromRun, Comparison.LessOrEqual, number),
                Condition.Is(LabelModel.ToRun, Comparison.Greater, number)),
            Limit = CustomersAtOnce,
        };
        string dimension = goal switch
        {
            ClassGoal.Win => "distance",
            ClassGoal.WinBack => "activity",
            _ => policy.Dimension,
        };
        string[] order = [.. _extensions.All<IRule>().Select(static rule => rule.Instance.Descriptor).FirstOrDefault(rule => rule.Dimension == policy.Dimension)?.Labels ?? []];
        long customers = 0, reached = 0;
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            CustomerId[] members = [.. page.Records.Select(static record => ((LabelAssignment)record.Entity).Customer)];
            customers += members.Length;
            if (members.Length > 0)
            {
                var now = new Dictionary<CustomerId, string?>();
                await foreach (LabelAssignment label in _labels.OfManyAsync(scope, members, dimension, cancellationToken).ConfigureAwait(false))
                {
                    now[label.Customer] = label.Label;
                }

                reached += members.Count(customer => IsReached(goal, policy.Label, now.GetValueOrDefault(customer), order));
            }

            if (page.Next is null)
            {
                return (customers, reached);
            }

            query = query with { After = page.Next };
        }
    }

    private static bool IsReached(ClassGoal goal, string then, string? now, string[] order)
    {
        int before = Array.IndexOf(order, then), after = now is null ? -1 : Array.IndexOf(order, now);
        bool isBetter = after >= 0 && before >= 0 && after < before;
        return goal switch
        {
            ClassGoal.Win => Bought.Contains(now),
            ClassGoal.WinBack => now == "active",
            ClassGoal.Raise => isBetter,
            ClassGoal.Keep => isBetter || now == then,
            _ => !isBetter && now != then,
        };
    }

    /// <summary>The last completed run whose instant is not later than a moment.</summary>
    private async Task<ClassificationRun?> RunOfAsync(CrmScope scope, Instant moment, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, ClassificationModel.Run.Kind)
        {
            Where = Condition.All(
                Condition.Is("as-of", Comparison.LessOrEqual, FieldValue.Of(moment.FloorToMicrosecond())),
                Condition.Equal("state", FieldValue.Of((long)ClassificationRunState.Completed))),
            Limit = RunsAtOnce,
        };
        ClassificationRun? last = null;
        await foreach (ClassificationRun run in _queries.AllAsync<ClassificationRun>(query, cancellationToken).ConfigureAwait(false))
        {
            last = last is null || run.Number > last.Number ? run : last;
        }

        return last;
    }
}
