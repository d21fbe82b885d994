using System.Globalization;
using Crm.Sdk.Care;

namespace Crm.Sdk.Campaigns;

/// <summary>The steps of a campaign with their templates and channels found and checked: each is a care plan of its own, so that what holds for care holds for it.</summary>
internal sealed class CampaignSteps
{
    private readonly (CompiledPlan Plan, PagePlanner Planner)[] _steps;

    private CampaignSteps((CompiledPlan Plan, PagePlanner Planner)[] steps) => _steps = steps;

    public static async Task<CampaignSteps> CompileAsync(CarePlanner care, CrmScope scope, CampaignPlan plan, AsOf asOf, CancellationToken cancellationToken)
    {
        var steps = new (CompiledPlan Plan, PagePlanner Planner)[plan.Steps.Count];
        for (int i = 0; i < steps.Length; i++)
        {
            var step = new CarePlan
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"campaign.{plan.Code}.{i}"), Trigger = new CareTriggerSettings("campaign", "{}"), Message = plan.Steps[i].Message, CatchUpDays = 0,
            };
            CompiledPlan compiled = await care.CompileStepAsync(scope, step, new CampaignTrigger(), CampaignTrigger.Variables, asOf, cancellationToken).ConfigureAwait(false);
            steps[i] = (compiled, await care.PlannerAsync(scope, compiled, cancellationToken).ConfigureAwait(false));
        }

        return new CampaignSteps(steps);
    }

    public CompiledPlan PlanOf(int step) => _steps[step].Plan;

    public PagePlanner PlannerOf(int step) => _steps[step].Planner;
}
