using Crm.Sdk.Customers;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>Funnel, time in stage and transition matrix between two instants (LC-1).</summary>
public sealed class LifecycleFunnelTests
{
    [Fact]
    public async Task LC_1_A_funnel_counts_the_stages_at_both_ends_and_the_moves_between_them()
    {
        Customer[] customers = [.. Enumerable.Range(0, 4).Select(static n => Customer.Enterprise($"C{n}"))];
        LifecycleDesk desk = await LifecycleDesk.OpenAsync(
        [
            .. customers, LifecycleDesk.Sale(customers[0].Id, 100), LifecycleDesk.Sale(customers[0].Id, 20), LifecycleDesk.Sale(customers[1].Id, 30), LifecycleDesk.Sale(customers[2].Id, 300),
        ]);
        await desk.RunAsync();

        LifecycleFunnel funnel = await desk.Analysis.FunnelAsync(SessionFixture.Ada, LifecycleDesk.On(50), LifecycleDesk.On(), default);
        LifecycleFunnel before = await desk.Analysis.FunnelAsync(SessionFixture.Ada, LifecycleDesk.On(250), LifecycleDesk.On(200), default);

        Assert.Equal((4, 4), (funnel.AtFirst, funnel.AtLast));
        Assert.Equal(["potential>potential 1", "potential>first-purchase 1", "first-purchase>repeat 1", "at-risk>at-risk 1"], funnel.Moves.Select(static move => $"{move.From}>{move.To} {move.Customers}"));
        StageFigures first = funnel.Stages.Single(static stage => stage.Stage == LifecycleStages.FirstPurchase);
        Assert.Equal(new StageFigures(LifecycleStages.FirstPurchase, RelationshipPhases.Exploration, 1, 1, 1, 3, 3, 1, 80), first);
        Assert.Equal((1, 1), (before.AtFirst, before.AtLast));
        Assert.Equal(ErrorCodes.BadValue, (await Assert.ThrowsAsync<CrmException>(() => desk.Analysis.FunnelAsync(SessionFixture.Ada, LifecycleDesk.On(), LifecycleDesk.On(1), default))).Code);
    }

    [Fact]
    public void LC_1_The_moves_from_each_stage_sum_to_the_customers_that_were_in_it() => Law.Holds(
        from lives in LifecycleDraws.Life.ArrayOf(12) from one in LifecycleDraws.Moment from other in LifecycleDraws.Moment select (lives, one, other),
        static drawn =>
        {
            AsOf first = AsOf.At(Instant.Min(drawn.one, drawn.other), LifecycleDraws.Zone), last = AsOf.At(Instant.Max(drawn.one, drawn.other), LifecycleDraws.Zone);
            var tally = new FunnelTally(first, last);
            CustomerLifecycle[] kept = [.. drawn.lives.Select(static life => LifecycleDraws.Walk(life)).OfType<LifecycleHistory>().Select(RecordOf)];
            foreach (CustomerLifecycle lifecycle in kept)
            {
                tally.Add(lifecycle);
            }

            LifecycleFunnel funnel = tally.Build(LifecycleDefinitions.Standard);
            Assert.Equal(funnel.AtFirst, funnel.Moves.Sum(static move => move.Customers));
            Assert.Equal(kept.Count(life => life.At(first.Instant) is not null), funnel.AtFirst);
            Assert.Equal(kept.Count(life => life.At(last.Instant) is not null), funnel.AtLast);
            Assert.All(funnel.Stages, stage =>
            {
                Assert.Equal(stage.AtFirst, funnel.Moves.Where(move => move.From == stage.Stage).Sum(static move => move.Customers));
                Assert.Equal(stage.AtLast, stage.Ongoing);
                Assert.True(stage.AtLast <= stage.Reached && stage.Reached <= stage.Stays && stage.Entered <= stage.Stays, stage.ToString());
            });
        },
        tests: 200);

    [Fact]
    public void LC_1_Without_stays_that_go_on_the_median_is_the_day_on_which_half_of_them_are_over() => Law.Holds(
        Gen.Choose(0, 20).NonEmptyListOf(),
        static days =>
        {
            var stays = new StayTimes();
            days.ToList().ForEach(one => stays.Add(one, hasEnded: true));
            Assert.Equal(days.Order().ElementAt((days.Count - 1) / 2), stays.Median());
        });

    [Fact]
    public void LC_1_Stays_that_go_on_count_by_Kaplan_and_Meier()
    {
        // remission in weeks under 6-MP, Freireich et al., Blood 21 (1963), 699–716; the median of 23 weeks is the one that textbooks give
        var stays = new StayTimes();
        foreach (int ended in (int[])[6, 6, 6, 7, 10, 13, 16, 22, 23])
        {
            stays.Add(ended, hasEnded: true);
        }

        foreach (int ongoing in (int[])[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
        {
            stays.Add(ongoing, hasEnded: false);
        }

        Assert.Equal((21, 12, 23), (stays.Count, stays.Ongoing, stays.Median()));
        stays.Add(36, hasEnded: false);
        stays.Add(36, hasEnded: false);
        Assert.Null(stays.Median());
    }

    private static CustomerLifecycle RecordOf(LifecycleHistory history)
    {
        var customer = CustomerId.New();
        return new CustomerLifecycle
        {
            Id = CustomerLifecycle.IdOf(customer), Customer = customer, Definition = "drawn", DefinitionVersion = 1, Zone = LifecycleDraws.Zone.Id, AsOf = LifecycleDraws.End,
            Changes = history.Steps.Select(static step => step.Change).ToValueList(),
        };
    }
}
