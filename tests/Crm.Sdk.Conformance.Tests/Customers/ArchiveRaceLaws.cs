using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Customers;

public sealed class InMemoryArchiveRaceLaws : ArchiveRaceLaws<InMemoryStoreFixture>;

public sealed class SqliteArchiveRaceLaws : ArchiveRaceLaws<SqliteStoreFixture>;

/// <summary>What two people do to the archive at once, on a store.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class ArchiveRaceLaws<TFixture> : IAsyncLifetime
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TFixture _fixture = new();
    private readonly CustomerRelations _relations = new();
    private ICrmStore? _store;

    public async Task InitializeAsync()
    {
        _store = await _fixture.CreateAsync(None);
        await _store.EnsureSchemaAsync(HistoryHost.Model, SchemaMode.CreateOrExtend, None);
    }

    public async Task DisposeAsync()
    {
        await _fixture.RemoveAsync(_store!, None);
        if (_fixture is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    [Fact]
    public async Task CU_8_Of_two_sessions_that_each_put_the_other_customer_above_exactly_one_commits()
    {
        for (int round = 0; round < ScaledCount.Of(100, 10); round++)
        {
            var host = new HistoryHost(_store!);
            Customer a = Customer.Enterprise("A"), b = Customer.Enterprise("B");
            await DoAsync(host, session =>
            {
                session.Add(a);
                session.Add(b);
                return Task.CompletedTask;
            });
            using var looked = new Barrier(2);

            bool[] committed = await Task.WhenAll(RelateAsync(host, looked, a, b), RelateAsync(host, looked, b, a));

            Assert.Single(committed, static done => done);
            Relation relation = Assert.Single(await host.AllAsync<Relation>());
            Assert.Equal(committed[0] ? (a.Id, b.Id) : (b.Id, a.Id), (relation.From, relation.To));
        }
    }

    [Fact]
    public async Task CU_7_A_hand_over_of_1200_customers_and_editors_of_them_all_get_their_way()
    {
        var host = new HistoryHost(_store!);
        Customer[] all = [.. Enumerable.Range(0, 1_200).Select(static n => Customer.Enterprise($"Customer {n}") with { Owner = "li" })];
        foreach (Customer[] chunk in all.Chunk(400))
        {
            await DoAsync(host, session =>
            {
                Array.ForEach(chunk, session.Add);
                return Task.CompletedTask;
            });
        }

        var desk = new OwnershipDesk(host.Crm);
        Task<HandOverReport> handOver = Task.Run(() => desk.HandOverAsync(host.As("boss"), new HandOver("Li leaves") { From = "li", Owner = "wang" }, null, None));
        Customer[] edited = [.. all.Where(static (_, n) => n % 100 == 0)];
        foreach (Customer customer in edited)
        {
            await EditAsync(host, customer.Id);
        }

        Assert.Equal(1_200, (await handOver).Customers);
        IReadOnlyList<Customer> now = await host.AllAsync<Customer>();
        Assert.All(now, static customer => Assert.Equal("wang", customer.Owner));
        Assert.Equal(edited.Select(static c => c.Id).Order(), now.Where(static c => c.Industry == "steel").Select(static c => c.Id).Order());
    }

    [Fact]
    public async Task SA_11_Of_two_people_who_complete_one_of_a_series_exactly_one_commits_and_one_next_task_is_there()
    {
        for (int round = 0; round < ScaledCount.Of(100, 10); round++)
        {
            var host = new HistoryHost(_store!);
            var desk = new TaskDesk(host.Clock);
            var acme = Customer.Enterprise("Acme");
            CrmTask visit = CrmTask.Of("li", "Visit", acme.Id) with { DueOn = new LocalDate(2026, 1, 2), Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY"), Cost = Money.Of(88m, "CNY") };
            await DoAsync(host, session =>
            {
                session.Add(acme);
                return desk.AddAsync(session, visit, None);
            });
            using var looked = new Barrier(2);

            bool[] committed = await Task.WhenAll(CompleteAsync(host, desk, looked, visit.Id), CompleteAsync(host, desk, looked, visit.Id));

            Assert.Single(committed, static done => done);
            Assert.Equal([TaskState.Done, TaskState.Open], (await host.AllAsync<CrmTask>()).Select(static task => task.State).Order().Reverse());
            Assert.Equal(Money.Of(88m, "CNY"), Assert.Single(await host.AllAsync<Investment>()).Amount);
        }
    }

    private static async Task EditAsync(HistoryHost host, CustomerId id)
    {
        for (bool written = false; !written;)
        {
            await using ICrmSession session = host.Crm.OpenSession(host.As("editor"));
            session.Update((await session.FindAsync<Customer>(id, None))! with { Industry = "steel" });
            try
            {
                await session.CommitAsync(None);
                written = true;
            }
            catch (CrmConflictException)
            {
                // The hand-over came in between: read and decide again.
            }
        }
    }

    private static async Task DoAsync(HistoryHost host, Func<ICrmSession, Task> work)
    {
        host.Clock.Advance(Duration.FromMinutes(1));
        await using ICrmSession session = host.Crm.OpenSession(host.As("ada"));
        await work(session);
        await session.CommitAsync(None);
    }

    private static Task<bool> CompleteAsync(HistoryHost host, TaskDesk desk, Barrier looked, TaskId id) => RaceAsync(
        host, looked, async session => await desk.CompleteAsync(session, await desk.GetAsync(session, id.ToString(), None), new TaskOutcome("done"), None));

    private static Task<bool> RaceAsync(HistoryHost host, Barrier looked, Func<ICrmSession, Task> work) => Task.Factory.StartNew(
        async () =>
        {
            await using ICrmSession session = host.Crm.OpenSession(host.As("racer"));
            await work(session);
            looked.SignalAndWait();
            try
            {
                await session.CommitAsync(None);
                return true;
            }
            catch (CrmConflictException)
            {
                return false;
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();

    private Task<bool> RelateAsync(HistoryHost host, Barrier looked, Customer above, Customer below) =>
        RaceAsync(host, looked, session => _relations.RelateAsync(session, RelationTypes.Subsidiary, above.Id, below.Id, null, null, None));
}
