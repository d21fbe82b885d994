using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.Tests.Revisions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class OwnershipDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly HandOver LiLeaves = new("Li leaves") { From = "li", Owner = "wang" };

    [Fact]
    public async Task CU_7_All_1200_customers_and_open_tasks_move_in_several_commits_with_the_reason_on_each()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer[] theirs = await CustomersAsync(crm, 1_200);
        Customer other = Customer.Enterprise("Other") with { Owner = "zhao" };
        CrmTask open = CrmTask.Of("li", "Call", theirs[7].Id), about = CrmTask.Of("li", "Tidy up");
        CrmTask done = CrmTask.Of("li", "Visited", theirs[7].Id) with { State = TaskState.Done };
        await crm.AddAsync(HistoryFixture.Ada, other);
        await crm.AddAsync(HistoryFixture.Ada, open, about, done);
        Instant before = crm.Clock.GetCurrentInstant();
        crm.Clock.Advance(Duration.FromHours(1));
        var steps = new Steps();

        HandOverReport report = await new OwnershipDesk(crm.Crm).HandOverAsync(HistoryFixture.Bob, LiLeaves with { Team = "south", Territory = "gz" }, steps, None);

        Assert.Equal(new HandOverReport(1_200, 2), report);
        Assert.Equal([500, 1_000, 1_200], steps.Moved);
        Assert.Equal(1_200, await CountAsync<Customer>(crm, Condition.All(
            Condition.Equal(CustomerModel.Owner, FieldValue.Of("wang")), Condition.Equal(CustomerModel.Team, FieldValue.Of("south")), Condition.Equal(CustomerModel.Territory, FieldValue.Of("gz")))));
        Assert.Equal("zhao", (await ReadAsync<Customer>(crm, other.Id)).Owner);
        Assert.Equal(["wang", "wang", "li"], [(await ReadAsync<CrmTask>(crm, open.Id)).Owner, (await ReadAsync<CrmTask>(crm, about.Id)).Owner, (await ReadAsync<CrmTask>(crm, done.Id)).Owner]);
        foreach (RecordRef moved in theirs.Select(static customer => new RecordRef(CustomerModel.Kind.Kind, customer.Id)).Append(new RecordRef(CrmTaskModel.Kind.Kind, open.Id)))
        {
            HistoryEntry newest = (await crm.History.RevisionsAsync(HistoryFixture.Ada, moved, null, 1, None)).Entries[0];
            Assert.Equal(("Li leaves", "bob"), (newest.Reason, newest.By.Value));
            Assert.Contains(newest.Changes, static change => change is { Field: "owner", Old: "li", New: "wang" });
        }

        Assert.Equal("li", (await crm.History.StateAtAsync<Customer>(HistoryFixture.Ada, theirs[7].Id, before, None))!.Entity.Owner);
        Assert.Equal("wang", (await crm.History.StateAtAsync<Customer>(HistoryFixture.Ada, theirs[7].Id, crm.Clock.GetCurrentInstant(), None))!.Entity.Owner);
    }

    [Fact]
    public async Task CU_7_Stopped_in_the_middle_the_same_hand_over_goes_on_from_there()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        await CustomersAsync(crm, 1_200);
        using var stop = new CancellationTokenSource();
        var desk = new OwnershipDesk(crm.Crm);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.HandOverAsync(HistoryFixture.Bob, LiLeaves, new Steps(stop.Cancel), stop.Token));
        Assert.Equal(500, await CountAsync<Customer>(crm, Condition.Equal(CustomerModel.Owner, FieldValue.Of("wang"))));

        Assert.Equal(700, (await desk.HandOverAsync(HistoryFixture.Bob, LiLeaves, null, None)).Customers);
        Assert.Equal(new HandOverReport(0, 0), await desk.HandOverAsync(HistoryFixture.Bob, LiLeaves, null, None));
    }

    [Fact]
    public async Task CU_7_A_part_is_handed_over_with_the_open_tasks_about_that_part()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer north = Customer.Enterprise("North") with { Owner = "li", Region = "north" }, south = Customer.Enterprise("South") with { Owner = "li", Region = "south" };
        await crm.AddAsync(HistoryFixture.Ada, north, south);
        CrmTask aboutNorth = CrmTask.Of("li", "Call north", north.Id), aboutSouth = CrmTask.Of("li", "Call south", south.Id), aboutNobody = CrmTask.Of("li", "Tidy up");
        await crm.AddAsync(HistoryFixture.Ada, aboutNorth, aboutSouth, aboutNobody);
        HandOver part = LiLeaves with { Where = Condition.Equal(CustomerModel.Region, FieldValue.Of("north")) };

        Assert.Equal(new HandOverReport(1, 1), await new OwnershipDesk(crm.Crm).HandOverAsync(HistoryFixture.Bob, part, null, None));

        Assert.Equal(("wang", "li"), ((await ReadAsync<Customer>(crm, north.Id)).Owner, (await ReadAsync<Customer>(crm, south.Id)).Owner));
        Assert.Equal("wang", (await ReadAsync<CrmTask>(crm, aboutNorth.Id)).Owner);
        Assert.Equal("li", (await ReadAsync<CrmTask>(crm, aboutSouth.Id)).Owner);
        Assert.Equal("li", (await ReadAsync<CrmTask>(crm, aboutNobody.Id)).Owner);
    }

    [Fact]
    public async Task CU_7_Whoever_edits_a_customer_meanwhile_keeps_the_edit_and_the_hand_over_tries_again()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer[] theirs = await CustomersAsync(crm, 3);
        int edits = 0;
        var crowded = new CrowdedCrm(crm.Crm, async () =>
        {
            if (++edits <= 2)
            {
                await crm.ChangeAsync<Customer>(HistoryFixture.Cleo, theirs[1].Id, customer => customer with { Industry = $"steel {edits}" });
            }
        });

        Assert.Equal(3, (await new OwnershipDesk(crowded).HandOverAsync(HistoryFixture.Bob, LiLeaves, null, None)).Customers);

        Customer edited = await ReadAsync<Customer>(crm, theirs[1].Id);
        Assert.Equal(("wang", "steel 2"), (edited.Owner, edited.Industry));
    }

    [Fact]
    public async Task A_hand_over_against_somebody_who_never_stops_editing_ends_with_the_conflict()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer[] theirs = await CustomersAsync(crm, 1);
        int edits = 0;
        var crowded = new CrowdedCrm(crm.Crm, () => crm.ChangeAsync<Customer>(HistoryFixture.Cleo, theirs[0].Id, customer => customer with { Industry = $"steel {++edits}" }));

        await Assert.ThrowsAsync<CrmConflictException>(() => new OwnershipDesk(crowded).HandOverAsync(HistoryFixture.Bob, LiLeaves, null, None));
        Assert.Equal(8, edits);
    }

    [Fact]
    public async Task A_hand_over_that_says_neither_whose_nor_to_whom_is_refused()
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        foreach (HandOver bad in (HandOver[])[new("why") { From = "li" }, new("why") { Owner = "wang" }])
        {
            CrmException refused = await Assert.ThrowsAsync<CrmException>(() => new OwnershipDesk(crm.Crm).HandOverAsync(HistoryFixture.Bob, bad, null, None));
            Assert.Equal(ErrorCodes.BadValue, refused.Code);
        }
    }

    private static async Task<Customer[]> CustomersAsync(HistoryFixture crm, int count)
    {
        Customer[] all = [.. Enumerable.Range(0, count).Select(static n => Customer.Enterprise($"Customer {n}") with { Owner = "li" })];
        foreach (Customer[] chunk in all.Chunk(500))
        {
            await crm.AddAsync(HistoryFixture.Ada, chunk);
        }

        return all;
    }

    private static async Task<long> CountAsync<T>(HistoryFixture crm, Condition where)
        where T : class
    {
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        return await session.CountAsync<T>(where, None);
    }

    private static async Task<T> ReadAsync<T>(HistoryFixture crm, RecordId id)
        where T : class
    {
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        return (await session.FindAsync<T>(id, None))!;
    }

    private sealed class Steps(Action? then = null) : IProgress<long>
    {
        public List<long> Moved { get; } = [];

        public void Report(long value)
        {
            Moved.Add(value);
            then?.Invoke();
        }
    }
}
