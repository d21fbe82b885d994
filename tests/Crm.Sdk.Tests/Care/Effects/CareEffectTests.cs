using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Surveys;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care.Effects;

/// <summary>What care does is measured against those who were left alone (CA-7).</summary>
public sealed class CareEffectTests
{
    private static readonly Instant Morning = CareDesk.Today.AtMidnight().InUtc().ToInstant();

    [Fact]
    public async Task CA_7_Who_is_left_alone_gets_nothing_and_is_measured_by_the_same_rule()
    {
        CareDesk desk = await CareDesk.StartAsync();
        for (int i = 0; i < 40; i++)
        {
            await desk.CustomerAsync();
        }

        Customer unreachable = await desk.CustomerAsync(static one => one with { Phone = null });
        await desk.SaveAsync(CareDesk.Plan("""{"type":"on","date":"2026-01-02"}""", """ "holdoutPercent":50"""));
        CareReport run = await desk.RunAsync(CareDesk.Today), again = await desk.RunAsync(CareDesk.Today);
        IReadOnlyList<CareOccurrence> occasions = await desk.Fixture.RecordsAsync<CareOccurrence>();
        CustomerId[] cared = [.. occasions.Where(static one => one.Action is not null).Select(static one => one.Customer)], alone = [.. occasions.Where(static one => one.Action is null).Select(static one => one.Customer)];
        await desk.AddAsync(Bought(cared[0], 1), Bought(cared[1], 29), Bought(cared[2], 31), Bought(cared[2], -1), Bought(alone[0], 2));
        await desk.AddAsync(Interaction.Of(cared[3], InteractionTypes.Inquiry, Morning + Duration.FromDays(2)) with { Direction = InteractionDirection.Inbound });
        CareEffect effect = await new CareEffectReader(desk.Fixture.Memory, desk.Fixture.Crm.Model).MeasureAsync(CareDesk.Scope, "p", null, 30, CareDesk.At(CareDesk.Today.PlusDays(90)), CancellationToken.None);

        Assert.Equal(40, cared.Length + alone.Length); // who cannot be reached is in neither group
        Assert.DoesNotContain(unreachable.Id, occasions.Select(static one => one.Customer));
        Assert.Equal(cared.Order(), (await desk.Fixture.RecordsAsync<OutboxMessage>()).Select(static message => message.Customer!.Value).Order());
        Assert.Equal((cared.Length, alone.Length), ((int)run.Planned, (int)run.Skipped.Single(static skips => skips.Reason == "care.holdout").Count));
        Assert.Equal(40, again.Skipped.Single(static skips => skips.Reason == "care.already-planned").Count);
        Assert.Equal(new CareEffectGroup(cared.Length, Responded: 1, Buyers: 2), effect.CaredFor);
        Assert.Equal(new CareEffectGroup(alone.Length, Responded: 0, Buyers: 1), effect.LeftAlone);
        Assert.Equal(Intervals.Difference(2, cared.Length, 1, alone.Length), effect.BuyerLift);
    }

    [Fact]
    public void CA_7_The_share_that_is_left_alone_is_the_stated_one_as_far_as_chance_goes() => Law.Holds(Gen.Choose(0, 50), static percent =>
    {
        const int All = 4_000;
        int alone = Enumerable.Range(0, All).Count(i => CustomerPlace.IsAmong("birthday", new CustomerId(new Guid(i, 7, 0, new byte[8])), percent));
        double share = percent / 100.0;

        Assert.InRange(alone, (All * share) - (4 * Math.Sqrt(All * share * (1 - share))), (All * share) + (4 * Math.Sqrt(All * share * (1 - share))));
    });

    private static Order Bought(CustomerId customer, int day) => Order.Place(customer, Morning + Duration.FromDays(day), OrderLine.OfTotal("drill", 1, Money.Of(10m, "CNY")));
}
