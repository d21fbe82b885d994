using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification.Runs;

/// <summary>A run goes on from what an earlier one of the process left, and answers as if it had read everything (CL-5).</summary>
public sealed class KeptGenerationTests
{
    private static readonly LocalDate FirstDay = new(2026, 3, 1);

    /// <summary>Over random histories with late and future orders, returns, cancellations, orders that change hands, merges and their undoing, new and removed customers, and commits of others.</summary>
    [Fact]
    public Task CL_5_runs_that_go_on_give_the_labels_of_a_full_one() => Law.HoldsAsync(
        Gen.Choose(1, 1_000_000),
        async seed =>
        {
            var random = new Random(seed);
            SessionFixture core = await SessionFixture.StartAsync();
            Classifier classifier = Classifier(core, 1_024);
            var merging = new CustomerMerging(core.Store, SessionFixture.Model, new UnencryptedProtector(), core.Clock);
            var hands = new Hands(core, merging, random);
            for (int i = 0; i < 12; i++)
            {
                await hands.CustomerAsync();
            }

            LocalDate day = FirstDay;
            bool othersCommitted = true;
            for (int run = 0; run < 6; run++)
            {
                for (int steps = random.Next(0, 5); steps > 0; steps--)
                {
                    await hands.StepAsync(day);
                }

                ClassificationReport report = await classifier.RunAsync(SessionFixture.Ada, AsOf.EndOf(day, DateTimeZone.Utc), null, null, CancellationToken.None);
                Assert.Empty(report.Problems);
                Assert.False(report.Incremental && othersCommitted);
                await AssertAsFullAsync(core, day);

                othersCommitted = random.Next(6) == 0;
                if (othersCommitted)
                {
                    await hands.CommitAsAnotherProcessAsync(day);
                }

                day = day.PlusDays(random.Next(3) switch { 0 => 0, 1 => 1, _ => random.Next(40) });
            }
        },
        60);

    [Fact]
    public async Task CL_5_a_run_after_one_order_reads_and_asks_for_one_customer_only()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId one = await crm.CustomerAsync("one");
        for (int i = 0; i < 20; i++)
        {
            await crm.OrderAsync(await crm.CustomerAsync($"c{i}"), 10m);
        }

        Assert.False((await crm.RunAsync()).Incremental);
        await crm.OrderAsync(one, 500m);
        ClassificationReport report = await crm.RunAsync();

        Assert.True(report.Incremental);
        Assert.Equal((21L, 1L, 1L), (report.Run.Customers, report.Run.Evaluated, report.Run.Changed));
        Assert.Equal("big", (await crm.CurrentAsync())[one]);
    }

    [Fact]
    public async Task Without_memory_for_it_nothing_is_kept()
    {
        SessionFixture core = await SessionFixture.StartAsync();
        Classifier classifier = Classifier(core, 0);
        AsOf asOf = AsOf.EndOf(FirstDay, DateTimeZone.Utc);
        await new Hands(core, null!, new Random(1)).CustomerAsync();
        await classifier.RunAsync(SessionFixture.Ada, asOf, null, null, CancellationToken.None);
        Assert.False((await classifier.RunAsync(SessionFixture.Ada, asOf, null, null, CancellationToken.None)).Incremental);
    }

    [Fact]
    public async Task CL_6_a_changed_label_raises_an_event_where_its_dimension_is_followed_and_a_first_one_none()
    {
        SessionFixture core = await SessionFixture.StartAsync();
        var settings = new ClassifierSettings { ReportingCurrency = "USD" };
        settings.FollowedDimensions.Add("size");
        var classifier = new Classifier(core.Crm, core.Store, new FixedExtensions(new SpendRule()), new ClassificationEngine(), settings, core.Clock, TimeProvider.System);
        var hands = new Hands(core, null!, new Random(1));
        CustomerId customer = await hands.CustomerAsync();
        await hands.OrderAsync(customer, FirstDay, 1_000);
        await classifier.RunAsync(SessionFixture.Ada, AsOf.EndOf(FirstDay, DateTimeZone.Utc), null, null, CancellationToken.None);
        Assert.DoesNotContain(await core.AllAsync<Crm.Sdk.Events.StoredEvent>(), static e => e.Type == ClassificationEvents.LabelChanged);

        await hands.OrderAsync(customer, FirstDay, 100_000);
        await classifier.RunAsync(SessionFixture.Ada, AsOf.EndOf(FirstDay, DateTimeZone.Utc), null, null, CancellationToken.None);
        Crm.Sdk.Events.StoredEvent told = Assert.Single(await core.AllAsync<Crm.Sdk.Events.StoredEvent>(), static e => e.Type == ClassificationEvents.LabelChanged);
        Assert.Equal((customer, """{"number":2,"dimension":"size","from":"small","to":"big"}"""), (told.Customer, told.Data));
    }

    private static Classifier Classifier(SessionFixture core, int mebibytes) => new(
        core.Crm,
        core.Store,
        new FixedExtensions([.. RetailRules.With(RetailRules.Small)]),
        new ClassificationEngine(new ClassificationEngineOptions { BatchSize = 5 }),
        new ClassifierSettings { ReportingCurrency = "USD", KeepMebibytes = mebibytes },
        core.Clock,
        TimeProvider.System);

    /// <summary>What stands in the store is what the rules answer over everything, read anew.</summary>
    private static async Task AssertAsFullAsync(SessionFixture core, LocalDate day)
    {
        AsOf asOf = AsOf.EndOf(day, DateTimeZone.Utc);
        OrderColumns columns = await Classifier(core, 0).LoadColumnsAsync(SessionFixture.Ada, asOf, CancellationToken.None);
        ClassificationResult expected = await new ClassificationEngine().RunAsync(new() { Columns = columns, AsOf = asOf, Rules = RetailRules.Registered(RetailRules.Small) }, CancellationToken.None);
        var labels = new LabelReader(core.Crm, core.Store);
        for (int row = 0; row < columns.Customers; row++)
        {
            Dictionary<string, LabelAssignment> found = (await labels.OfAsync(SessionFixture.Ada, columns.CustomerAt(row), CancellationToken.None)).ToDictionary(static l => l.Dimension);
            foreach (RuleResult rule in expected.Rules)
            {
                LabelAssignment label = found[rule.Descriptor.Dimension];
                Assert.Equal(
                    (rule.Descriptor.Id, rule.LabelAt(row), rule.NoneCodeAt(row), LabelRow.Millionths(rule.ScoreAt(row))), (label.Rule, label.Label, label.NoneCode, label.ScoreMillionths));
            }
        }
    }

    /// <summary>Hands that change the records at random.</summary>
    private sealed class Hands(SessionFixture core, CustomerMerging merging, Random random)
    {
        private readonly List<CustomerId> _customers = [];
        private readonly List<CustomerMerge> _merges = [];
        private readonly List<OrderId> _orders = [];

        public async Task<CustomerId> CustomerAsync()
        {
            Customer customer = Customer.Enterprise($"c{_customers.Count}") with { Region = random.Next(3) switch { 0 => null, 1 => "north", _ => "华东" } };
            await InSessionAsync(session => session.Add(customer));
            _customers.Add(customer.Id);
            return customer.Id;
        }

        public async Task OrderAsync(CustomerId customer, LocalDate day, long cents)
        {
            Order order = Order.Place(customer, day.At(new LocalTime(12, 0)).InUtc().ToInstant(), OrderLine.OfTotal(null, 1, Money.OfMinor(cents, Currency.Usd)));
            await InSessionAsync(session => session.Add(order));
            _orders.Add(order.Id);
        }

        public Task StepAsync(LocalDate day) => random.Next(12) switch
        {
            0 => CustomerAsync(),
            1 => MergeAsync(),
            2 => UnmergeAsync(),
            3 => ChangeOrderAsync(static (order, _) => order with { Status = OrderStatus.Cancelled }),
            4 => ChangeOrderAsync((order, _) => order with { Customer = Any(_customers) }),
            5 => RemoveOrderAsync(),
            6 => ChangeCustomerAsync(),
            _ => OrderAsync(Any(_customers), day.PlusDays(random.Next(-60, 10)), random.Next(1, 100_000)),
        };

        /// <summary>A commit of which the process does not hear.</summary>
        public async Task CommitAsAnotherProcessAsync(LocalDate day)
        {
            Order order = Order.Place(Any(_customers), day.At(LocalTime.Noon).InUtc().ToInstant(), OrderLine.OfTotal(null, 1, Money.OfMinor(5_000, Currency.Usd)));
            await core.Store.CommitAsync(
                new CommitBatch(SessionFixture.Ada.Tenant, RecordId.New().Value, SessionFixture.Ada.Actor, core.Clock.GetCurrentInstant(), [new RecordWrite(OrderModel.Kind.Kind, order.Id, 0, order)]), default);
        }

        private T Any<T>(List<T> of) => of[random.Next(of.Count)];

        private async Task MergeAsync()
        {
            CustomerId survivor = Any(_customers), loser = Any(_customers);
            if (survivor == loser || _merges.Any(merge => merge.Loser == loser || merge.Loser == survivor))
            {
                return;
            }

            await using ICrmSession session = core.Crm.OpenSession(SessionFixture.Ada);
            _merges.Add(await merging.MergeAsync(session, survivor, loser, null, CancellationToken.None));
            await session.CommitAsync(CancellationToken.None);
        }

        private async Task UnmergeAsync()
        {
            if (_merges.Count == 0)
            {
                return;
            }

            CustomerMerge last = _merges[^1];
            _merges.RemoveAt(_merges.Count - 1);
            await using ICrmSession session = core.Crm.OpenSession(SessionFixture.Ada);
            await merging.UnmergeAsync(session, last.Id, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        private async Task ChangeOrderAsync(Func<Order, Random, Order> change)
        {
            if (_orders.Count > 0)
            {
                OrderId id = Any(_orders);
                await using ICrmSession session = core.Crm.OpenSession(SessionFixture.Ada);
                session.Update(change((await session.FindAsync<Order>(id, CancellationToken.None))!, random));
                await session.CommitAsync(CancellationToken.None);
            }
        }

        private async Task RemoveOrderAsync()
        {
            if (_orders.Count > 0)
            {
                OrderId id = Any(_orders);
                _orders.Remove(id);
                await using ICrmSession session = core.Crm.OpenSession(SessionFixture.Ada);
                session.Remove((await session.FindAsync<Order>(id, CancellationToken.None))!);
                await session.CommitAsync(CancellationToken.None);
            }
        }

        private async Task ChangeCustomerAsync()
        {
            CustomerId id = Any(_customers);
            await using ICrmSession session = core.Crm.OpenSession(SessionFixture.Ada);
            Customer customer = (await session.FindAsync<Customer>(id, CancellationToken.None))!;
            if (customer.MergedInto is null)
            {
                session.Update(customer with { Region = customer.Region == "south" ? null : "south", Relationship = CompanyRelationships.ChannelPartner });
                await session.CommitAsync(CancellationToken.None);
            }
        }

        private async Task InSessionAsync(Action<ICrmSession> work)
        {
            await using ICrmSession session = core.Crm.OpenSession(SessionFixture.Ada);
            work(session);
            await session.CommitAsync(CancellationToken.None);
        }
    }
}
