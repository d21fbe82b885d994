using Crm.Sdk.Lifecycle;
using Crm.Sdk.Serialization;
using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Care;

/// <summary>A stage of life that a customer entered, such as <c>at-risk</c>: on the day on which it did, by the last run of lifecycles.</summary>
internal sealed class StageTrigger : BuiltInTrigger
{
    public override string Type => "stage";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days"), Text("occasion.label")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        HashSet<string>? to = settings.Has("to") ? [.. settings.Texts("to")] : null;
        settings.End([]);
        return new EachPage<CustomerLifecycle>(
            (data, subjects, token) => data.OfAsync<CustomerLifecycle>(CustomerLifecycleModel.Kind, CustomerLifecycleModel.Customer, static lifecycle => lifecycle.Customer, subjects, Condition.Everything, token),
            (subject, lifecycles, asOf) => lifecycles
                .SelectMany(static lifecycle => lifecycle.Changes)
                .Where(change => change.At <= asOf.Instant && change.Cause != StageCause.Begin && (to is null || to.Contains(change.Stage)))
                .Select(change => CalendarTrigger.On(subject, Occasion(subject, change, asOf.DateOf(change.At)), 0))
                .OfType<DueOccasion>());
    }

    private static CareOccasion Occasion(CareSubject subject, StageChange change, LocalDate day) =>
        new($"stage:{change.Stage}:{LocalDatePattern.Iso.Format(day)}", 0, day) { Values = Occasions.Of(day, subject.Today).With("occasion.label", TemplateValue.Of(change.Stage)) };
}
