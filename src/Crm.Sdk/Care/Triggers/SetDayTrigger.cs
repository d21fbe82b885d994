using Crm.Sdk.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Care;

/// <summary>A day that the plan names: once.</summary>
internal sealed class SetDayTrigger : BuiltInTrigger
{
    public override string Type => "on";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        LocalDate day = Day(settings, "date");
        settings.End([]);
        return new EachCustomer((subject, _) => CalendarTrigger.On(subject, new CareOccasion($"on:{day:uuuu-MM-dd}", 0, day) { Values = Occasions.Of(day, subject.Today) }, 0) is { } due ? [due] : []);
    }

    public static LocalDate Day(DefinitionProperties settings, string name) => LocalDatePattern.Iso.Parse(settings.Text(name)) is { Success: true } day
        ? day.Value
        : throw settings.Refuse(name, "it takes a date such as 2026-03-31.");
}
