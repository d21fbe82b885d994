using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A label or a stage that a customer was given, such as <c>at-risk</c>: on the day of the run that gave it. What the first run of a dimension gave is no change.</summary>
internal sealed class LabelTrigger(LabelReader labels) : BuiltInTrigger
{
    public override string Type => "label";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days"), Text("occasion.label")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        string dimension = settings.Text("dimension");
        HashSet<string>? to = settings.Has("to") ? [.. settings.Texts("to")] : null;
        settings.End([]);
        return new EachPage<LabelAssignment>(
            (data, subjects, token) => CurrentAsync(data, dimension, subjects, token),
            (subject, given, asOf) => given
                .Where(label => label.Label is { } name && label.FromRun > 1 && label.Since <= asOf.Instant && (to is null || to.Contains(name)))
                .Select(label => CalendarTrigger.On(subject, Occasion(subject, label, asOf.DateOf(label.Since)), 0))
                .OfType<DueOccasion>());
    }

    private async Task<ILookup<CustomerId, LabelAssignment>> CurrentAsync(CareData data, string dimension, IReadOnlyList<CareSubject> subjects, CancellationToken cancellationToken)
    {
        List<LabelAssignment> found = [];
        await foreach (LabelAssignment label in labels.OfManyAsync(data.Scope, [.. subjects.Select(static subject => subject.Customer.Id)], dimension, cancellationToken).ConfigureAwait(false))
        {
            found.Add(label);
        }

        return found.ToLookup(static label => label.Customer);
    }

    private static CareOccasion Occasion(CareSubject subject, LabelAssignment label, LocalDate day) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"label:{label.Dimension}:{label.FromRun}"), 0, day)
        {
            Values = Occasions.Of(day, subject.Today).With("occasion.label", TemplateValue.Of(label.Label)),
        };
}
