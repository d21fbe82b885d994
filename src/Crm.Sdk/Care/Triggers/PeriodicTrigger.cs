using System.Globalization;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Every so many days, weeks or months from a day on; the 31st of a month of fewer days means its last.</summary>
internal sealed class PeriodicTrigger : BuiltInTrigger
{
    public override string Type => "periodic";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        int every = settings.Whole("every", 1, 366);
        string unit = settings.OneOf("unit", "days", "weeks", "months");
        LocalDate from = SetDayTrigger.Day(settings, "from");
        settings.End([]);
        return new EachCustomer((subject, _) =>
        {
            List<DueOccasion> due = [];
            for (int time = Math.Max(0, Before(subject.From)); At(time) is var day && day <= subject.Today; time++)
            {
                if (day >= subject.From)
                {
                    due.Add(new DueOccasion(new CareOccasion(string.Create(CultureInfo.InvariantCulture, $"every:{every}{unit}:{from:uuuu-MM-dd}"), time, day) { Values = Occasions.Of(day, subject.Today) }, day));
                }
            }

            return due;
        });

        LocalDate At(int time) => unit == "months" ? from.PlusMonths(time * every) : from.PlusDays(time * every * (unit == "weeks" ? 7 : 1));

        int Before(LocalDate day) => unit == "months"
            ? (((day.Year - from.Year) * 12) + day.Month - from.Month - 1) / every
            : (Period.DaysBetween(from, day) / (every * (unit == "weeks" ? 7 : 1))) - 1;
    }
}
