using System.Globalization;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>Histories and timelines on a store, compared with a model that remembers everything (CU-3).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class HistoryLaws<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Writers = 16;

    [SkippableFact]
    public async Task CU_3_A_record_is_given_back_as_it_was_known_at_any_instant()
    {
        ICrmStore store = await StartAsync();
        await Law.HoldsAsync(
            Sequences.Of(Edit.Any, atMost: 25),
            async edits =>
            {
                var host = new HistoryHost(store);
                RandomLives lives = await RandomLives.OfAsync(host, edits);
                Instant[] moments = [.. lives.Lives.SelectMany(static life => life.Moments).Select(static moment => moment.At).Distinct()];
                foreach (Life life in lives.Lives)
                {
                    foreach (Instant moment in moments.SelectMany(static at => (Instant[])[at - Duration.Epsilon, at]))
                    {
                        Assert.Equal(Life.Text(life.Kind, life.At(moment)), Life.Text(life.Kind, await StateAsync(host, life.Record, moment)));
                    }
                }
            },
            ScaledCount.Of(100, 20));
    }

    [SkippableFact]
    public async Task CU_3_The_changes_from_the_addition_on_add_up_to_the_record_and_each_says_who_and_when()
    {
        ICrmStore store = await StartAsync();
        await Law.HoldsAsync(
            from edits in Sequences.Of(Edit.Any, atMost: 25).Generator from limit in Gen.Choose(1, 5) select (edits, limit),
            async drawn =>
            {
                (Edit[] edits, int limit) = drawn;
                var host = new HistoryHost(store);
                RandomLives lives = await RandomLives.OfAsync(host, edits);
                foreach (Life life in lives.Lives)
                {
                    List<HistoryEntry> oldestFirst = await HistoryAsync(host, life.Record, limit);
                    oldestFirst.Reverse();
                    Assert.Equal(life.Moments.Select(static moment => (moment.At, moment.By)), oldestFirst.Select(static entry => (entry.At, entry.By.Value)));
                    Assert.Equal(HistoryEntryType.Added, oldestFirst[0].Type);
                    var sum = new Dictionary<string, string>(StringComparer.Ordinal);
                    foreach (ChangedField change in oldestFirst.SelectMany(static entry => entry.Changes))
                    {
                        Assert.Equal(sum.GetValueOrDefault(change.Field), change.Old);
                        _ = change.New is null ? sum.Remove(change.Field) : (sum[change.Field] = change.New) is null;
                    }

                    foreach (FieldModel field in life.Kind.Fields.Where(static field => !field.Computed)) // what is computed stands in no revision
                    {
                        FieldValue value = life.Now is null ? FieldValue.Null : field.Get(life.Now);
                        Assert.Equal(value.IsNull ? null : value.ToString(), sum.GetValueOrDefault(field.Id.Name));
                    }
                }
            },
            ScaledCount.Of(100, 20));
    }

    [SkippableFact]
    public async Task CU_3_Of_16_writers_at_once_no_update_is_lost_and_each_loser_learns_which_fields_who_changed()
    {
        var host = new HistoryHost(await StartAsync());
        var acme = Customer.Enterprise("Acme");
        await using (ICrmSession session = host.Crm.OpenSession(host.As("founder")))
        {
            session.Add(acme);
            await session.CommitAsync(CancellationToken.None);
        }

        int rounds = ScaledCount.Of(50, 4), conflicts = 0;
        Meeting[] meetings = [.. Enumerable.Range(0, rounds).Select(static _ => new Meeting(Writers))]; // in each round all read before anybody commits
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int round = 0; round < rounds; round++)
            {
                Interlocked.Add(ref conflicts, await WriteAsync(host, acme.Id, $"w{writer}", $"w{writer}-{round}", meetings[round]));
            }
        })));

        Customer written = Assert.Single(await host.AllAsync<Customer>());
        string[] all = [.. Enumerable.Range(0, Writers * rounds).Select(n => $"w{n / rounds}-{n % rounds}").Order(StringComparer.Ordinal)];
        Assert.Equal(all, written.Tags.Order(StringComparer.Ordinal));
        List<HistoryEntry> history = await HistoryAsync(host, new RecordRef(CustomerModel.Kind.Kind, acme.Id), 1_000);
        Assert.Equal(Enumerable.Range(1, all.Length + 1).Reverse().Select(static version => (long)version), history.Select(static entry => entry.Version));
        Assert.InRange(conflicts, rounds * (Writers - 1), int.MaxValue);
    }

    [SkippableFact]
    public async Task A_timeline_read_in_pages_has_every_entry_of_every_source_once_newest_first()
    {
        ICrmStore store = await StartAsync();
        await Law.HoldsAsync(
            from seed in Gen.Choose(1, 1_000_000) from limit in Gen.Choose(1, 7) select (seed, limit),
            async drawn =>
            {
                var host = new HistoryHost(store);
                TimelineWorld world = await TimelineWorld.MakeAsync(host, new Random(drawn.seed));
                Assert.Equal(await world.ExpectedAsync(), await world.ReadAsync(drawn.limit, null, null));
                Instant from = world.Start + Duration.FromMinutes(3), until = world.Start + Duration.FromMinutes(9);
                Assert.Equal((await world.ExpectedAsync()).Where(entry => entry.At >= from && entry.At <= until), await world.ReadAsync(drawn.limit, from, until));
            },
            ScaledCount.Of(100, 20));
    }

    private static async Task<object?> StateAsync(HistoryHost host, RecordRef record, Instant at) => record.Kind.Name switch
    {
        "customer" => (await host.History.StateAtAsync<Customer>(host.As("reader"), record.Id, at, CancellationToken.None))?.Entity,
        "order" => (await host.History.StateAtAsync<Order>(host.As("reader"), record.Id, at, CancellationToken.None))?.Entity,
        _ => (await host.History.StateAtAsync<Note>(host.As("reader"), record.Id, at, CancellationToken.None))?.Entity,
    };

    private static async Task<List<HistoryEntry>> HistoryAsync(HistoryHost host, RecordRef record, int limit)
    {
        var entries = new List<HistoryEntry>();
        PageCursor? after = null;
        do
        {
            HistoryPage page = await host.History.RevisionsAsync(host.As("reader"), record, after, limit, CancellationToken.None);
            Assert.InRange(page.Entries.Count, 0, limit);
            entries.AddRange(page.Entries);
            after = page.Next;
        }
        while (after is not null);
        return entries;
    }

    /// <summary>Adds a tag, reading and deciding again until nobody came in between.</summary>
    /// <returns>How often somebody did.</returns>
    private static async Task<int> WriteAsync(HistoryHost host, CustomerId id, string writer, string tag, Meeting all)
    {
        for (int conflicts = 0; ; conflicts++)
        {
            await using ICrmSession session = host.Crm.OpenSession(host.As(writer));
            Customer read = (await session.FindAsync<Customer>(id, CancellationToken.None))!;
            session.Update(read with { Tags = read.Tags.Append(tag).ToValueList() });
            if (conflicts == 0)
            {
                await all.ArriveAsync();
            }

            try
            {
                await session.CommitAsync(CancellationToken.None);
                return conflicts;
            }
            catch (CrmConflictException lost)
            {
                RecordConflict conflict = Assert.Single(lost.Conflicts);
                Assert.Equal(["tags"], conflict.Fields.Select(static field => field.Name));
                Assert.StartsWith("w", conflict.ChangedBy!.Value.Value, StringComparison.Ordinal);
                Assert.NotEqual(writer, Assert.Single(conflict.Authors).By.Value);
                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"field tags was changed by {conflict.ChangedBy}"), lost.Message, StringComparison.Ordinal);
            }
        }
    }

    private Task<ICrmStore> StartAsync() => StartAsync(HistoryHost.Model);
}
