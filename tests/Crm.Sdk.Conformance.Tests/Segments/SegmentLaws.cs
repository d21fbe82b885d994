using Acme.DocumentStore;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.PostgreSql;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Segments;

/// <summary>A segment has the same members whatever store keeps the base, and whoever judges it (CL-3). With <c>CRM_TEST_SCALE=full</c> 10,000 segments, otherwise a tenth.</summary>
public sealed class SegmentLaws
{
    private const int SegmentsPerBase = 20;

    private int _bases;

    [Fact]
    public async Task CL_3_The_stores_that_need_no_server_give_the_members_of_the_reference()
    {
        await using var folder = new TempFolder();
        using var documents = new FileDocumentStore(Options.Create(new FileDocumentStoreOptions { Path = folder.PathOf("crm.documents") }), SystemClock.Instance);
        await using var sqlite = new SqliteStore(
            Options.Create(new SqliteStoreOptions { ConnectionString = $"Data Source={folder.PathOf("crm.db")}" }), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await AgreeAsync(await SegmentHost.OpenAsync(sqlite), await SegmentHost.OpenAsync(documents));
    }

    [SkippableFact]
    public async Task CL_3_PostgreSQL_gives_the_members_of_the_reference()
    {
        await RequiredServer.PostgreSqlAsync();
        await using PostgreSqlDatabase database = await PostgreSqlDatabase.CreateAsync();
        await using PostgreSqlStore store = database.Open();
        await AgreeAsync(await SegmentHost.OpenAsync(store));
    }

    [Fact]
    public Task CL_3_An_explanation_agrees_with_membership_part_by_part() => Law.HoldsAsync(
        Cases(),
        async example =>
        {
            SegmentHost host = await SegmentHost.OpenAsync(new InMemoryStore());
            object[] records = RandomBase.Of(example.Seed);
            await host.AddAsync("t", records);
            foreach (Segment segment in example.Segments)
            {
                string[] members = (await host.AskAsync("t", segment)).Members.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                foreach (Customer customer in records.OfType<Customer>())
                {
                    SegmentExplanation why = await host.Segments.ExplainAsync(SegmentHost.Scope("t"), new SegmentRequest(segment, RandomBase.Now), customer.Id, CancellationToken.None);
                    Assert.Equal(members.Contains(customer.Key), why.IsMember);
                    Assert.True(Consistent(why.Root));
                }
            }
        },
        ScaledCount.Of(200, 20));

    [Fact]
    public Task CL_3_A_segment_and_what_logic_makes_of_it_have_the_same_members() => Law.HoldsAsync(
        Cases(),
        async example =>
        {
            SegmentHost host = await SegmentHost.OpenAsync(new InMemoryStore());
            await host.AddAsync("t", RandomBase.Of(example.Seed));
            long everybody = (await host.AskAsync("t", Segment.Everybody)).Count;
            foreach (Segment segment in example.Segments)
            {
                string members = (await host.AskAsync("t", segment)).Members;
                Assert.Equal(members, (await host.AskAsync("t", Segment.Not(Segment.Not(segment)))).Members);
                Assert.Equal(members, (await host.AskAsync("t", Segment.None(Segment.None(segment)))).Members);
                Assert.Equal(members, (await host.AskAsync("t", Segment.All(segment, Segment.Any(segment)))).Members);
                Assert.Equal(everybody, (await host.AskAsync("t", segment)).Count + (await host.AskAsync("t", Segment.Not(segment))).Count);
                Assert.Equal(0, (await host.AskAsync("t", Segment.All(segment, Segment.Not(segment)))).Count);
            }
        },
        ScaledCount.Of(100, 10));

    [Fact]
    public void CL_3_What_is_written_is_read_to_an_equal_segment() =>
        Law.Holds(SegmentGen.Any, static segment => SegmentJson.Read(SegmentJson.Write(segment)).Equals(segment) && SegmentJson.Write(SegmentJson.Read(segment.ToString())) == segment.ToString(), tests: 2_000);

    private async Task AgreeAsync(params SegmentHost[] others)
    {
        int byStore = 0, all = 0;
        await Law.HoldsAsync(
            Cases(),
            async example =>
            {
                string tenant = $"t{++_bases}";
                object[] records = RandomBase.Of(example.Seed);
                SegmentHost reference = await SegmentHost.OpenAsync(new InMemoryStore());
                await reference.AddAsync(tenant, records);
                foreach (SegmentHost other in others)
                {
                    await other.AddAsync(tenant, records);
                }

                foreach (Segment segment in example.Segments)
                {
                    (long count, string members, _) = await reference.AskAsync(tenant, segment);
                    Assert.Equal(count, members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
                    foreach (SegmentHost other in others)
                    {
                        (long Count, string Members, SegmentPlan Plan) answer = await other.AskAsync(tenant, segment);
                        Assert.True((count, members) == (answer.Count, answer.Members), $"{other.Store.Descriptor.Name}, {answer.Plan}: {answer.Count} [{answer.Members}] instead of {count} [{members}] of {segment}");
                        all++;
                        byStore += answer.Plan.IsStoreAlone ? 1 : 0;
                    }
                }
            },
            ScaledCount.Of(10_000 / SegmentsPerBase));
        Assert.True(byStore > all / 5, $"the stores ran {byStore} of {all} segments alone");
    }

    private static Gen<SegmentCase> Cases() => Gen.Choose(1, 1_000_000).SelectMany(seed => SegmentGen.Any.ArrayOf(SegmentsPerBase).Select(segments => new SegmentCase(seed, segments)));

    private static bool Consistent(SegmentFinding finding) => finding.Parts.All(Consistent) && finding.Segment switch
    {
        Segment.AllOf => finding.Holds == finding.Parts.All(static part => part.Holds),
        Segment.AnyOf => finding.Holds == finding.Parts.Any(static part => part.Holds),
        Segment.NoneOf or Segment.Negation => finding.Holds == !finding.Parts.Any(static part => part.Holds),
        _ => finding.Parts.IsEmpty,
    };

    private sealed record SegmentCase(int Seed, Segment[] Segments);
}
