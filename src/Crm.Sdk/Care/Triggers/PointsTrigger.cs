using Crm.Sdk.Loyalty;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Points that lapse within some days, at least so many of one day. Once for each day on which points lapse.</summary>
internal sealed class PointsTrigger : BuiltInTrigger
{
    public override string Type => "points-expiring";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.days"), Number("occasion.points")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        int days = settings.Whole("days", 1, CalendarTrigger.MaxDaysAhead);
        int least = settings.Has("atLeast") ? settings.Whole("atLeast", 1, int.MaxValue) : 1;
        settings.End([]);
        return new EachPage<PointsLot>(
            static async (data, subjects, token) =>
            {
                ILookup<CustomerId, PointsAccount> accounts = await data.OfAsync<PointsAccount>(PointsAccountModel.Kind, PointsAccountModel.Customer, static a => a.Customer, subjects, null, token).ConfigureAwait(false);
                return await data.LotsAsync(accounts.SelectMany(static group => group), token).ConfigureAwait(false);
            },
            (subject, lots, _) => lots
                .Where(lot => lot is { Remaining: > 0, ExpiresOn: { } ends } && ends >= subject.Today)
                .GroupBy(static lot => lot.ExpiresOn!.Value)
                .Select(group => (Day: group.Key, Points: group.Sum(static lot => lot.Remaining)))
                .Where(lapsing => lapsing.Points >= least)
                .Select(lapsing => CalendarTrigger.On(subject, Occasion(subject, lapsing.Day, lapsing.Points), days))
                .OfType<DueOccasion>());
    }

    private static CareOccasion Occasion(CareSubject subject, LocalDate day, long points) =>
        new($"points:{day:uuuu-MM-dd}", 0, day) { Values = Occasions.Of(day, subject.Today).With("occasion.points", TemplateValue.Of((decimal)points)) };
}
