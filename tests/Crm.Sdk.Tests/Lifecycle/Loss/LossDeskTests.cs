using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>Reasons of loss, and winning back against a group that is held out (LC-3).</summary>
public sealed class LossDeskTests
{
    [Fact]
    public async Task LC_3_Lost_customers_are_counted_by_the_reason_that_was_found_out_last()
    {
        Customer[] customers = [.. Enumerable.Range(0, 4).Select(static n => Customer.Enterprise($"C{n}"))];
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([.. customers, .. customers.Take(3).Select(static one => LifecycleDesk.Sale(one.Id, 500)), LifecycleDesk.Sale(customers[3].Id, 5)]);
        await desk.RunAsync();
        LossDesk loss = Desk(desk, new WinBackSettings());
        await RecordAsync(desk, loss, LossReason.Of(customers[0].Id, LossReasons.Quality, LifecycleDesk.Day.PlusDays(-20)));
        await RecordAsync(desk, loss, LossReason.Of(customers[0].Id, LossReasons.Competitor, LifecycleDesk.Day.PlusDays(-10)) with { Competitor = "Globex" });
        await RecordAsync(desk, loss, LossReason.Of(customers[0].Id, LossReasons.Price, LifecycleDesk.Day.PlusDays(10)));
        await RecordAsync(desk, loss, LossReason.Of(customers[3].Id, LossReasons.Price, LifecycleDesk.Day));

        Assert.Equal([new LossShare(null, null, null, 2), new LossShare(LossReasons.Competitor, null, "Globex", 1)], await loss.AnalyseAsync(SessionFixture.Ada, LifecycleDesk.On(), default));
        Assert.Equal("ada", (await loss.ReasonsAsync(SessionFixture.Ada, default).FirstAsync()).Origin!.By.Value);
        CrmException unknown = await Assert.ThrowsAsync<CrmException>(() => RecordAsync(desk, loss, LossReason.Of(CustomerId.New(), LossReasons.Price, LifecycleDesk.Day)));
        Assert.Equal(CustomerErrorCodes.Unknown, unknown.Code);
    }

    [Fact]
    public async Task LC_3_A_strategy_is_picked_once_for_each_loss_by_reason_and_value_and_what_it_brought_is_measured_against_those_held_out()
    {
        Customer[] customers = [.. Enumerable.Range(0, 40).Select(static n => Customer.Enterprise($"C{n}"))];
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([.. customers, .. customers.Select(static one => LifecycleDesk.Sale(one.Id, 800))]);
        var settings = new WinBackSettings { HeldOut = 0.5, BatchSize = 7 };
        LossDesk loss = Desk(desk, settings);
        await RecordAsync(desk, loss, LossReason.Of(customers[0].Id, LossReasons.Closed, LifecycleDesk.Day.PlusDays(-300)));
        await RecordAsync(desk, loss, LossReason.Of(customers[1].Id, LossReasons.Service, LifecycleDesk.Day.PlusDays(-300)));
        await desk.RunAsync(200);
        int heldOut = customers.Skip(1).Count(one => settings.HoldsOut(one.Id));

        Assert.Equal(new WinBackReport(40, 39, heldOut, 0, 1), await loss.AssignAsync(SessionFixture.Ada, LifecycleDesk.On(200), default));
        Assert.Equal(new WinBackReport(40, 0, 0, 39, 1), await loss.AssignAsync(SessionFixture.Ada, LifecycleDesk.On(190), default));
        WinBackCase service = (await desk.Core.AllAsync<WinBackCase>()).Single(one => one.Customer == customers[1].Id);
        Assert.Equal(("service", WinBackActions.Service, LossReasons.Service), (service.Strategy, service.Action, service.Reason));

        Customer[] treated = [.. customers.Skip(2).Where(one => !settings.HoldsOut(one.Id))], held = [.. customers.Skip(2).Where(one => settings.HoldsOut(one.Id))];
        await desk.AddAsync([.. treated.Take(10).Select(static one => LifecycleDesk.Sale(one.Id, 150)), LifecycleDesk.Sale(held[0].Id, 150), LifecycleDesk.Sale(held[1].Id, 20)]);
        await desk.RunAsync();

        WinBackLift offer = (await loss.MeasureAsync(SessionFixture.Ada, LifecycleDesk.On(), 90, default)).Single(static lift => lift.Strategy == "offer");
        Assert.Equal(new WinBackLift("offer", treated.Length, 10, held.Length, 1, 0), offer); // the second of those held out came after the 90 days
        Assert.Equal((10.0 / treated.Length) - (1.0 / held.Length), offer.Lift!.Value, 1e-12);
        Assert.Equal(39, (await loss.MeasureAsync(SessionFixture.Ada, LifecycleDesk.On(), 365, default))[^1].TooRecent);
    }

    [Fact]
    public void LC_3_The_interval_of_a_lift_is_that_of_Newcombe()
    {
        // 56 of 70 against 48 of 80: 0.0524 to 0.3339 by method 10, in R. G. Newcombe (1998), table II, case a
        Estimate lift = new WinBackLift("offer", 70, 56, 80, 48, 0).Lift!;

        Assert.Equal((0.0524, 0.3339), (Math.Round(lift.Low, 4), Math.Round(lift.High, 4)));
        Assert.Null(new WinBackLift("offer", 70, 56, 0, 0, 0).Lift);
        Assert.Null(new WinBackLift("offer", 0, 0, 10, 1, 0).Lift);
    }

    [Fact]
    public void LC_3_Who_is_held_out_is_drawn_once_and_near_the_stated_share()
    {
        CustomerId[] customers = [.. Enumerable.Range(0, 20_000).Select(static _ => CustomerId.New())];
        var settings = new WinBackSettings { HeldOut = 0.1 };

        Assert.InRange(customers.Count(settings.HoldsOut), 1_800, 2_200); // 4.7 standard deviations
        Assert.All(customers.Take(100), one => Assert.Equal(settings.HoldsOut(one), new WinBackSettings { HeldOut = 0.1 }.HoldsOut(one)));
        Assert.Contains(customers, one => settings.HoldsOut(one) != (settings with { Draw = "another" }).HoldsOut(one));
        Assert.DoesNotContain(customers, (settings with { HeldOut = 0 }).HoldsOut);
    }

    [Fact]
    public void LC_3_An_interval_lies_around_its_lift_and_within_the_possible() => Law.Holds(
        from treated in Gen.Choose(1, 500) from won in Gen.Choose(0, treated) from held in Gen.Choose(1, 500) from back in Gen.Choose(0, held) select new WinBackLift("offer", treated, won, held, back, 0),
        static lift =>
        {
            Estimate estimate = lift.Lift!;
            Assert.InRange(estimate.Value, estimate.Low - 1e-12, estimate.High + 1e-12);
            Assert.True(estimate is { Low: >= -1 - 1e-12, High: <= 1 + 1e-12 }, $"{estimate}");
        });

    [Fact]
    public void Settings_say_what_is_wrong_with_them()
    {
        Assert.Contains("win-back.held-out", Assert.Throws<CrmException>(() => new WinBackSettings { HeldOut = 0.6 }.Check()).Message, StringComparison.Ordinal);
        Assert.Contains("stands twice", Assert.Throws<CrmException>(() => new WinBackSettings { Strategies = [new("a", "offer", [], []), new("a", "visit", [], [])] }.Check()).Message, StringComparison.Ordinal);
        Assert.Contains("add up to", Assert.Throws<CrmException>(() => new ChurnPolicy { Weights = [new(ChurnSignals.Rhythm, 0.5)] }.Check()).Message, StringComparison.Ordinal);
    }

    private static LossDesk Desk(LifecycleDesk desk, WinBackSettings settings) => new(
        desk.Core.Crm, desk.Core.Store, new CustomerIdentity(desk.Core.Store, SessionFixture.Model), new LabelReader(desk.Core.Crm, desk.Core.Store), settings);

    private static async Task RecordAsync(LifecycleDesk desk, LossDesk loss, LossReason reason)
    {
        await using ICrmSession session = desk.Core.Crm.OpenSession(SessionFixture.Ada);
        await loss.RecordAsync(session, reason, default);
        await session.CommitAsync(default);
    }
}
