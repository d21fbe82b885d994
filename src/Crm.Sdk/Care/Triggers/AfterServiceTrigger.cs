using Crm.Sdk.Serialization;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>So many days after a contact of some types, such as a repair or a complaint; of any after the sale where none is named.</summary>
internal sealed class AfterServiceTrigger : BuiltInTrigger
{
    public override string Type => "after-service";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days"), Text("occasion.item")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        int days = settings.Whole("days", 0, 3_660);
        HashSet<string>? types = settings.Has("types") ? [.. settings.Texts("types")] : null;
        settings.End([]);
        return new EachPage<Interaction>(
            (data, subjects, token) => data.OfAsync<Interaction>(
                InteractionModel.Kind, InteractionModel.Customer, static contact => contact.Customer, subjects,
                Condition.Is(InteractionModel.At, Comparison.GreaterOrEqual, FieldValue.Of(subjects.Min(static subject => subject.From).PlusDays(-days - 2).AtMidnight().InUtc().ToInstant())), token),
            (subject, contacts, asOf) => contacts
                .Where(contact => contact.At <= asOf.Instant && (types is null ? contact.Phase == InteractionPhase.AfterSale : types.Contains(contact.Type)))
                .Select(contact => Due(subject, contact, asOf.DateOf(contact.At).PlusDays(days)))
                .OfType<DueOccasion>());
    }

    private static DueOccasion? Due(CareSubject subject, Interaction contact, LocalDate day) =>
        CalendarTrigger.On(subject, Occasion(subject, contact, day), 0) is { } due ? due with { Subject = new SurveySubject(contact.Id, null, contact.Employee) } : null;

    private static CareOccasion Occasion(CareSubject subject, Interaction contact, LocalDate day) =>
        new($"after-service:{contact.Id}", 0, day) { Values = Occasions.Of(day, subject.Today, null, contact.Subject) };
}
