using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A plugin's trigger behind its guard. A call that fails ends the plan's run with the plugin's name: nobody is told that there was nothing to care for.</summary>
internal sealed class PluginTriggerRun(Extension<ICareTrigger> trigger, CarePlan plan, TimeProvider time) : ITriggerRun
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public async ValueTask<IReadOnlyList<IReadOnlyList<DueOccasion>>> FindAsync(CareData data, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken)
    {
        IReadOnlyList<ValueList<CareOccasion>>? answers = null;
        CallFailure? failure = await GuardedCall.RunAsync(
            trigger.Guard,
            "care-trigger",
            trigger.Instance,
            async (instance, stop) => answers = await instance.FindAsync(plan.Trigger.Settings, subjects, asOf, stop).ConfigureAwait(false),
            Deadline,
            time,
            cancellationToken).ConfigureAwait(false);
        string? wrong = failure is not null ? $"{failure.ExceptionType}"
            : answers is null ? "null is no answer"
            : answers.Count != subjects.Count ? $"{answers.Count} answers for {subjects.Count} customers"
            : answers.SelectMany(static occasions => occasions).Any(static occasion => occasion is null || occasion.Key.Length is 0 or > CareOccasion.MaxKeyLength) ? $"an occasion without a key of 1 to {CareOccasion.MaxKeyLength} characters"
            : null;
        return wrong is null
            ? [.. answers!.Select((occasions, i) => (IReadOnlyList<DueOccasion>)[.. occasions.Select(occasion => new DueOccasion(occasion, LocalDate.Min(occasion.Day, subjects[i].Today)))])]
            : throw new CareException(CareErrorCodes.TriggerFailed, plan.Name, "/trigger", $"the trigger of plugin {trigger.Owner} failed: {wrong}.");
    }
}
