using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Merging;

/// <summary>Merging and taking apart, on the reference and on SQLite: what is taken apart is as it was before, history included (DQ-3).</summary>
public sealed class MergingLaws
{
    private const int Customers = 4;

    private static readonly CrmScope Scope = CrmScope.System("default", "tests");
    private static readonly ModelCatalogue Model = new(CoreModel.Kinds);

    private static readonly Gen<Customer[]> Archives = CustomerGen.Any().Select(static customer => customer with { Kind = CustomerKind.Enterprise, Sources = default, Key = null }).ArrayOf(Customers);

    private static readonly Gen<MergeOptions> Options =
        from rule in Gen.Elements(Enum.GetValues<Survivorship>())
        from email in Gen.Elements(Enum.GetValues<Survivorship>())
        from loserHas in Gen.Elements(true, false)
        select new MergeOptions
        {
            Default = rule,
            Rules = new Dictionary<string, Survivorship> { ["email"] = email },
            Choices = loserHas ? new Dictionary<string, MergeSource> { ["region"] = MergeSource.Loser, ["tags"] = MergeSource.Loser } : new Dictionary<string, MergeSource>(),
        };

    /// <summary>Edits before, then merges, each of two customers by their numbers: those that cannot be are refused and change nothing.</summary>
    private static readonly Arbitrary<(int Survivor, int Loser, MergeOptions Options)[]> Merges = Sequences.Of(
        from survivor in Gen.Choose(0, Customers - 1)
        from loser in Gen.Choose(0, Customers - 1)
        from options in Options
        select (survivor, loser, options), atLeast: 1, atMost: 6);

    [Fact]
    public Task DQ_3_taking_merges_apart_gives_back_every_record_and_leaves_every_earlier_revision() => Law.HoldsAsync(
        Prop(Archives, Merges),
        static async both =>
        {
            (Customer[] customers, (int, int, MergeOptions)[] merges) = both;
            (Customer?[] Before, Customer?[] Merged, Customer?[] After) reference = await RunAsync(new InMemoryStore(), customers, merges);
            Assert.Equal(reference.Before, reference.After);

            await using var folder = new TempFolder();
            await using var sqlite = new SqliteStore(
                Microsoft.Extensions.Options.Options.Create(new SqliteStoreOptions { ConnectionString = $"Data Source={folder.PathOf("crm.db")}" }), TimeProvider.System, NullLogger<SqliteStore>.Instance);
            (Customer?[] Before, Customer?[] Merged, Customer?[] After) stored = await RunAsync(sqlite, customers, merges);
            Assert.Equal(reference.Merged, stored.Merged);
            Assert.Equal(reference.After, stored.After);
        },
        ScaledCount.Of(100, 15));

    private static Gen<(Customer[] Customers, (int Survivor, int Loser, MergeOptions Options)[] Merges)> Prop(
        Gen<Customer[]> archives, Arbitrary<(int Survivor, int Loser, MergeOptions Options)[]> merges) =>
        from customers in archives
        from list in merges.Generator
        select (customers, list);

    private static async Task<(Customer?[] Before, Customer?[] Merged, Customer?[] After)> RunAsync(ICrmStore store, Customer[] customers, (int Survivor, int Loser, MergeOptions Options)[] merges)
    {
        var clock = new FakeClock(Instant.FromUtc(2026, 1, 2, 3, 4));
        await store.EnsureSchemaAsync(Model, SchemaMode.CreateOrExtend, CancellationToken.None);
        var crm = new CrmCore(store, Model, clock, new CommitTrail(new UnencryptedProtector(), new AuditHasher(default)));
        var merging = new CustomerMerging(store, Model, new UnencryptedProtector(), clock);
        var identity = new CustomerIdentity(store, Model);
        await ChangeAsync(crm, session => Array.ForEach(customers, session.Add));
        await ChangeOneAsync(crm, customers[0].Id, static customer => customer with { Region = "edited" });
        Customer?[] before = await ReadAsync(crm, customers);
        Dictionary<RecordId, Revision> history = await HistoryAsync(crm);

        var done = new Stack<CustomerMerge>();
        foreach ((int survivor, int loser, MergeOptions options) in merges)
        {
            clock.Advance(Duration.FromMinutes(1));
            await using ICrmSession session = crm.OpenSession(Scope);
            try
            {
                CustomerMerge merge = await merging.MergeAsync(session, customers[survivor].Id, customers[loser].Id, options, CancellationToken.None);
                await session.CommitAsync(CancellationToken.None);
                done.Push(merge);
            }
            catch (CrmException refused)
            {
                Assert.Equal(DuplicateErrorCodes.MergeRefused, refused.Code);
            }
        }

        Customer?[] merged = await ReadAsync(crm, customers);
        await CheckIdentityAsync(identity, merged);
        while (done.TryPop(out CustomerMerge? merge))
        {
            await using ICrmSession session = crm.OpenSession(Scope);
            UnmergeReport report = await merging.UnmergeAsync(session, merge.Id, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
            Assert.Empty(report.Kept);
        }

        Dictionary<RecordId, Revision> later = await HistoryAsync(crm);
        Assert.All(history, revision => Assert.Equal(revision.Value, later[revision.Key]));
        return (before, merged, await ReadAsync(crm, customers));
    }

    /// <summary>Every customer leads to one that is not merged, and that one's members lead back.</summary>
    private static async Task CheckIdentityAsync(CustomerIdentity identity, Customer?[] customers)
    {
        foreach (Customer customer in customers.OfType<Customer>())
        {
            CustomerId survivor = await identity.ResolveAsync(Scope, customer.Id, CancellationToken.None);
            Assert.NotEqual(CustomerState.Merged, customers.OfType<Customer>().Single(other => other.Id == survivor).State);
            Assert.Contains(customer.Id, await identity.MembersAsync(Scope, survivor, CancellationToken.None));
        }
    }

    private static async Task<Customer?[]> ReadAsync(CrmCore crm, Customer[] customers)
    {
        await using ICrmSession session = crm.OpenSession(Scope);
        return [.. await session.FindAsync<Customer>([.. customers.Select(static customer => (RecordId)customer.Id)], CancellationToken.None)];
    }

    private static async Task<Dictionary<RecordId, Revision>> HistoryAsync(CrmCore crm)
    {
        await using ICrmSession session = crm.OpenSession(Scope);
        return (await session.QueryAsync(new CrmQuery<Revision> { Limit = 1_000 }, CancellationToken.None)).Items.ToDictionary(static revision => revision.Id);
    }

    private static Task ChangeOneAsync(CrmCore crm, CustomerId id, Func<Customer, Customer> change) => ChangeAsync(crm, async session =>
        session.Update(change((await session.FindAsync<Customer>(id, CancellationToken.None))!)));

    private static Task ChangeAsync(CrmCore crm, Action<ICrmSession> change) => ChangeAsync(crm, session =>
    {
        change(session);
        return Task.CompletedTask;
    });

    private static async Task ChangeAsync(CrmCore crm, Func<ICrmSession, Task> change)
    {
        await using ICrmSession session = crm.OpenSession(Scope);
        await change(session);
        await session.CommitAsync(CancellationToken.None);
    }
}
