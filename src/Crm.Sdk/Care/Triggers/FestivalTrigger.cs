using Crm.Sdk.Segments;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Care;

/// <summary>A festival of the Gregorian or of the lunar calendar.</summary>
internal sealed class FestivalTrigger : BuiltInTrigger
{
    public override string Type => "festival";

    public override ValueList<TemplateVariable> Variables => [Text("occasion.name"), Date("occasion.date"), Number("occasion.days")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        string code = settings.Text("festival");
        Festival festival = Festivals.Find(code) ?? throw settings.Refuse("festival", $"there is no festival '{code}'; {NearName.Hint(code, Festivals.All.Select(static each => each.Title.Code))}");
        int daysAhead = settings.Has("daysAhead") ? settings.Whole("daysAhead", 0, CalendarTrigger.MaxDaysAhead) : 0;
        settings.End([]);
        return new EachCustomer((subject, _) => CalendarTrigger.Yearly(subject, daysAhead, year => festival.DayIn(year) is not { } day ? null : new CareOccasion($"festival:{code}", year, day)
        {
            Values = Occasions.Of(day, subject.Today).With("occasion.name", TemplateValue.Of(IsChinese(subject) ? festival.Title.Chinese : festival.Title.English)),
        }));
    }

    private static bool IsChinese(CareSubject subject) => subject.Customer.Language is not { } language || language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
}
