using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Events;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>Runs over the lifecycles of all customers (LC-1). Days are days ago.</summary>
public sealed class CustomerLifecyclesTests
{
    private static readonly Customer Acme = Customer.Enterprise("ACME");
    private static readonly Customer Beta = Customer.Enterprise("BETA");

    [Fact]
    public async Task LC_1_A_run_keeps_what_changed_and_the_next_one_what_is_new()
    {
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, Beta, LifecycleDesk.Sale(Acme.Id, 40), LifecycleDesk.Sale(Acme.Id, 20)]);

        Assert.Equal(new LifecycleRunReport(2, 2, 2, 0, 0, 0, 0, []), await desk.RunAsync(daysAgo: 10));
        Assert.Equal(new LifecycleRunReport(2, 0, 0, 2, 0, 0, 0, []), await desk.RunAsync());
        await desk.AddAsync(LifecycleDesk.Sale(Beta.Id, 5));
        Assert.Equal(new LifecycleRunReport(2, 1, 1, 1, 0, 0, 0, []), await desk.RunAsync());
        Assert.Equal("potential 179, first-purchase 40, repeat 20", await desk.ToldAsync(Acme.Id));
        Assert.Equal("potential 179, first-purchase 5", await desk.ToldAsync(Beta.Id));
    }

    [Fact]
    public async Task LC_1_A_late_order_and_a_return_rewrite_the_history()
    {
        Order only = LifecycleDesk.Sale(Acme.Id, 40);
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, only]);
        await desk.RunAsync();

        await desk.AddAsync(LifecycleDesk.Sale(Acme.Id, 400));
        await desk.RunAsync();
        Assert.Equal("first-purchase 400, at-risk 220, won-back 40", (await desk.ToldAsync(Acme.Id)).Replace("lost 40, ", string.Empty, StringComparison.Ordinal));

        await desk.AddAsync(Order.Return(only, LifecycleDesk.Noon(30), [], new ReturnedLine(0, 1)));
        await desk.RunAsync();
        Assert.Equal("first-purchase 400, at-risk 220, lost 40", await desk.ToldAsync(Acme.Id));
    }

    [Fact]
    public async Task LC_1_A_return_that_names_no_sale_is_taken_off_the_latest_sales_before_it()
    {
        Order back = Order.Return(LifecycleDesk.Sale(Acme.Id, 20), LifecycleDesk.Noon(10), [], new ReturnedLine(0, 1)) with { ReturnOf = null };
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, LifecycleDesk.Sale(Acme.Id, 40), LifecycleDesk.Sale(Acme.Id, 20), LifecycleDesk.Sale(Acme.Id, 5), back]);
        await desk.RunAsync();

        Assert.Equal("potential 179, first-purchase 40, repeat 5", await desk.ToldAsync(Acme.Id));
    }

    [Fact]
    public async Task LC_1_Orders_that_were_cancelled_or_are_still_to_come_do_not_count_and_complaints_are_no_inquiries()
    {
        LifecycleDesk desk = await LifecycleDesk.OpenAsync(
        [
            Acme, LifecycleDesk.Sale(Acme.Id, 20) with { Status = OrderStatus.Cancelled }, LifecycleDesk.Sale(Acme.Id, -1),
            Interaction.Of(Acme.Id, InteractionTypes.Complaint, LifecycleDesk.Noon(10)) with { Direction = InteractionDirection.Inbound },
            Interaction.Of(Acme.Id, InteractionTypes.Call, LifecycleDesk.Noon(9)) with { Direction = InteractionDirection.Outbound },
        ]);
        await desk.RunAsync();
        Assert.Equal("potential 179", await desk.ToldAsync(Acme.Id));

        await desk.AddAsync(Interaction.Of(Acme.Id, InteractionTypes.Call, LifecycleDesk.Noon(3)) with { Direction = InteractionDirection.Inbound });
        await desk.RunAsync();
        Assert.Equal("potential 179, target 3", await desk.ToldAsync(Acme.Id));
    }

    [Theory]
    [InlineData(true, "potential 179, first-purchase 40, repeat 20")]
    [InlineData(false, "potential 179, first-purchase 20")]
    public async Task LC_1_A_merged_customer_lives_on_in_its_survivor(bool hasBought, string told)
    {
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, Beta, LifecycleDesk.Sale(Beta.Id, 20), .. Enumerable.Repeat<object>(LifecycleDesk.Sale(Acme.Id, 40), hasBought ? 1 : 0)]);
        await desk.RunAsync();
        await using (ICrmSession session = desk.Core.Crm.OpenSession(SessionFixture.Ada))
        {
            Customer loser = (await session.FindAsync<Customer>(Acme.Id, default))!;
            session.Update(loser with { State = CustomerState.Merged, MergedInto = Beta.Id });
            session.Add(new CustomerMerge { Id = RecordId.New(), Loser = Acme.Id, Survivor = Beta.Id, LoserState = loser.State });
            await session.CommitAsync(default);
        }

        Assert.Equal(1, (await desk.Analysis.FunnelAsync(SessionFixture.Ada, LifecycleDesk.On(10), LifecycleDesk.On(), default)).AtLast);
        await desk.RunAsync();

        Assert.Equal(told, await desk.ToldAsync(Acme.Id));
        Assert.Equal(Beta.Id, Assert.Single(await desk.Core.AllAsync<CustomerLifecycle>()).Customer);
    }

    [Fact]
    public async Task LC_1_A_customer_that_is_gone_leaves_no_lifecycle()
    {
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, Beta]);
        await desk.RunAsync();
        await using (ICrmSession session = desk.Core.Crm.OpenSession(SessionFixture.Ada))
        {
            session.Remove((await session.FindAsync<Customer>(Acme.Id, default))!);
            await session.CommitAsync(default);
        }

        await desk.RunAsync();

        Assert.Equal(Beta.Id, Assert.Single(await desk.Core.AllAsync<CustomerLifecycle>()).Customer);
    }

    [Fact]
    public async Task LC_1_A_source_that_cannot_say_what_it_adds_stops_the_run()
    {
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme], new MuteStages());

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => desk.RunAsync());

        Assert.Equal(LifecycleErrorCodes.BadFact, refused.Code);
        Assert.Contains("not ready", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await desk.Core.AllAsync<CustomerLifecycle>());
    }

    [Fact]
    public async Task LC_1_An_event_tells_of_another_stage_but_not_of_the_first_one()
    {
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, LifecycleDesk.Sale(Acme.Id, 40)]);
        await desk.RunAsync();
        Assert.Empty(await EventsAsync(desk));

        await desk.AddAsync(LifecycleDesk.Sale(Acme.Id, 5));
        await desk.RunAsync();
        await desk.RunAsync();

        StoredEvent told = Assert.Single(await EventsAsync(desk));
        Assert.Equal(Acme.Id, told.Customer);
        Assert.Equal("""{"from":"first-purchase","to":"repeat","at":"2026-06-25T12:00:00Z","cause":"fact"}""", told.Data);

        static async Task<IEnumerable<StoredEvent>> EventsAsync(LifecycleDesk desk) => (await desk.Core.AllAsync<StoredEvent>()).Where(static told => told.Type == LifecycleEvents.StageChanged);
    }

    [Fact]
    public async Task LC_1_A_run_for_an_earlier_instant_leaves_later_histories_alone()
    {
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, LifecycleDesk.Sale(Acme.Id, 40)]);
        await desk.RunAsync();

        Assert.Equal(new LifecycleRunReport(1, 0, 0, 0, 0, 1, 0, []), await desk.RunAsync(daysAgo: 100));
        Assert.Equal("potential 179, first-purchase 40", await desk.ToldAsync(Acme.Id));
    }

    [Fact]
    public async Task LC_1_A_source_that_fails_leaves_its_batch_as_it_is_and_is_named()
    {
        var trials = new TrialStages { Trials = new Dictionary<CustomerId, Instant> { [Acme.Id] = LifecycleDesk.Noon(5) } };
        LifecycleDesk desk = await LifecycleDesk.OpenAsync([Acme, Beta], trials);
        await desk.RunAsync();
        Assert.Equal("potential 179, acme.trying 5", await desk.ToldAsync(Acme.Id));

        trials.Fails = true;
        await desk.AddAsync(LifecycleDesk.Sale(Beta.Id, 2));

        Assert.Equal(new LifecycleRunReport(2, 0, 0, 0, 0, 0, 2, ["acme.trials"]), await desk.RunAsync());
        Assert.Equal("potential 179", await desk.ToldAsync(Beta.Id));
        Assert.Equal(LifecycleErrorCodes.BadFact, (await Assert.ThrowsAsync<CrmException>(() => desk.Lifecycles.ExplainAsync(SessionFixture.Ada, Beta.Id, LifecycleDesk.On(), default))).Code);
    }

    [Fact]
    public void LC_1_Runs_in_between_and_the_order_in_which_orders_came_do_not_show_in_what_is_kept() => Law.Holds(
        from days in Gen.Choose(0, 500).ArrayOf(8) from order in Gen.Shuffle(Enumerable.Range(0, 8).ToArray()) from stops in Gen.Choose(0, 200).ArrayOf(3) select (days, order, stops),
        static drawn =>
        {
            Customer[] customers = [.. Enumerable.Range(0, 4).Select(static n => Customer.Enterprise($"C{n}"))];
            Order[] orders = [.. drawn.days.Select((day, n) => LifecycleDesk.Sale(customers[n % 3].Id, day))];
            Assert.Equal(Run([orders], []).GetAwaiter().GetResult(), Run([.. drawn.order.Chunk(3).Select(some => some.Select(n => orders[n]).ToArray())], drawn.stops).GetAwaiter().GetResult());

            async Task<string[]> Run(Order[][] batches, int[] stops)
            {
                LifecycleDesk desk = await LifecycleDesk.OpenAsync(customers);
                for (int batch = 0; batch < batches.Length; batch++)
                {
                    await desk.AddAsync([.. batches[batch]]);
                    _ = batch < stops.Length ? await desk.RunAsync(stops.OrderDescending().ElementAt(batch)) : null;
                }

                await desk.RunAsync();
                return [.. (await desk.Core.AllAsync<CustomerLifecycle>()).OrderBy(static life => life.Customer).Select(static life => $"{life.Customer} {string.Join(", ", life.Changes)}")];
            }
        },
        tests: 40);

    private sealed class MuteStages : ILifecycleSource
    {
        public string Name => "acme.mute";

        public ValueList<LifecycleStage> Stages => throw new InvalidOperationException("not ready");

        public ValueList<LifecycleTransition> Transitions => [];

        public ValueTask ReportAsync(LifecycleFactRequest request, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
