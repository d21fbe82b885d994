using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;
using Crm.Sdk.Segments;

namespace Crm.Sdk.Care;

/// <summary>All triggers: those of the SDK, and those that plugins bring.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CareTriggers(IExtensions extensions, LabelReader labels, AttributeCatalogue attributes, TimeProvider time)
{
    private readonly BuiltInTrigger[] _builtIn =
    [
        new BirthdayTrigger(), new DateTrigger(), new FestivalTrigger(), new SetDayTrigger(), new PeriodicTrigger(), new SilenceTrigger(), new AfterOrderTrigger(), new AfterServiceTrigger(), new LabelTrigger(labels),
        new PointsTrigger(), new InvitationTrigger(), new StageTrigger(),
    ];

    private readonly CareCatalogue _catalogue = new(attributes);

    /// <summary>Finds the trigger of a plan, checks its settings, and makes it ready.</summary>
    /// <returns>The trigger, and the variables that its occasions give.</returns>
    /// <exception cref="CareException">CRM6621: there is none of that type. CRM6622: a setting is wrong. CRM6624: a plugin's trigger failed.</exception>
    public async Task<(ITriggerRun Run, ValueList<TemplateVariable> Variables)> PrepareAsync(CarePlan plan, CancellationToken cancellationToken)
    {
        if (Array.Find(_builtIn, trigger => trigger.Type == plan.Trigger.Type) is { } builtIn)
        {
            return (builtIn.Prepare(BuiltInTrigger.Settings(plan.Name, plan.Trigger.Settings), _catalogue), builtIn.Variables);
        }

        List<string> types = [.. _builtIn.Select(static trigger => trigger.Type)];
        foreach (Extension<ICareTrigger> extension in extensions.All<ICareTrigger>())
        {
            (string? Type, ValueList<TemplateVariable> Variables, string? Wrong) said = default;
            CallFailure? failure = await GuardedCall.RunAsync(
                extension.Guard,
                "care-trigger",
                extension.Instance,
                (trigger, _) =>
                {
                    string type = trigger.Type;
                    said = (type, trigger.Variables, type == plan.Trigger.Type ? trigger.Check(plan.Trigger.Settings) : null);
                    return ValueTask.CompletedTask;
                },
                PluginTriggerRun.Deadline,
                time,
                cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                throw new CareException(CareErrorCodes.TriggerFailed, plan.Name, "/trigger", $"the trigger of plugin {extension.Owner} failed: {failure.ExceptionType}.");
            }

            if (said.Type == plan.Trigger.Type)
            {
                return said.Wrong is { } wrong ? throw new CareException(CareErrorCodes.BadPlanValue, plan.Name, "/trigger", wrong) : (new PluginTriggerRun(extension, plan, time), said.Variables);
            }

            types.Add(said.Type ?? string.Empty);
        }

        throw new CareException(CareErrorCodes.UnknownPart, plan.Name, "/trigger/type", $"there is no trigger '{plan.Trigger.Type}'; {NearName.Hint(plan.Trigger.Type, types)}");
    }
}
