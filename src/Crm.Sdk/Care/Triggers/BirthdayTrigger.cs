using Crm.Sdk.Segments;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Care;

/// <summary>The birthday of a person, of either calendar; the day of foundation of an enterprise.</summary>
internal sealed class BirthdayTrigger : BuiltInTrigger
{
    public override string Type => "birthday";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.years"), Number("occasion.days")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        int daysAhead = settings.Has("daysAhead") ? settings.Whole("daysAhead", 0, CalendarTrigger.MaxDaysAhead) : 0;
        bool marchFirst = settings.Has("leapDay") && settings.OneOf("leapDay", "february-28", "march-1") == "march-1";
        settings.End([]);
        return new EachCustomer((subject, _) => subject.Customer.Birth is not { } birth ? [] : CalendarTrigger.Yearly(subject, daysAhead, year => Birthdays.InYear(birth, year, marchFirst) is not { } day || year < birth.Year
            ? null
            : new CareOccasion("birthday", year, day)
            {
                Values = Occasions.Of(day, subject.Today, birth.Year is { } born ? year - born : null),
            }));
    }
}
