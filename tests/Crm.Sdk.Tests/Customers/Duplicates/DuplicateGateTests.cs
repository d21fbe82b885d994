using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Privacy;
using Crm.Sdk.Rules.Duplicates;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>The hook before customers are written. The same on imports stands among the tests of the command line.</summary>
public sealed class DuplicateGateTests
{
    private static readonly Customer Dragon = Customer.Enterprise("Golden Dragon Trading Ltd") with { Key = "GD", Phone = "+12125551234", Owner = "li", Industry = "secret" };

    private static readonly Customer Again = Customer.Enterprise("The Golden Dragon") with { Key = "GD2", Phone = "+12125551234" };

    [Fact]
    public async Task DQ_3_a_commit_tells_of_customers_that_are_probably_there_already()
    {
        CrmCore crm = await StartAsync(new DuplicateRulesOptions());
        Assert.Empty((await AddAsync(crm, Dragon)).Duplicates);

        DuplicateAlert alert = Assert.Single((await AddAsync(crm, Again)).Duplicates);

        Assert.Equal((Again.Id, Dragon.Id, "GD"), (alert.Written, alert.Match, alert.MatchKey));
        Assert.InRange(alert.Score, 0.9, 1);
    }

    [Fact]
    public async Task DQ_3_a_commit_that_is_blocked_writes_nothing_and_names_the_key_of_the_match_and_no_more()
    {
        CrmCore crm = await StartAsync(new DuplicateRulesOptions { BlockFrom = 0.9 });
        await AddAsync(crm, Dragon);

        CrmException blocked = await Assert.ThrowsAsync<CrmException>(() => AddAsync(crm, Again));

        Assert.Equal(DuplicateErrorCodes.Blocked, blocked.Code);
        Assert.Contains("GD", blocked.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Trading", blocked.Message, StringComparison.Ordinal);
        await using ICrmSession session = crm.OpenSession(SessionFixture.Ada);
        Assert.Null(await session.FindAsync<Customer>(Again.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Two_of_one_commit_match_each_other()
    {
        CrmCore crm = await StartAsync(new DuplicateRulesOptions());
        Assert.Single((await AddAsync(crm, Dragon, Again)).Duplicates);
    }

    [Fact]
    public async Task A_change_that_says_nothing_of_who_it_is_is_not_looked_at()
    {
        CrmCore crm = await StartAsync(new DuplicateRulesOptions());
        await AddAsync(crm, Dragon);
        await AddAsync(crm, Again);
        Assert.Empty((await ChangeAsync(crm, Again, static customer => customer with { Owner = "wang" })).Duplicates);
        Assert.Single((await ChangeAsync(crm, Again, static customer => customer with { Name = "Golden Dragon" })).Duplicates);
        Assert.Empty((await ChangeAsync(crm, Again, static customer => customer with { Name = "Golden Dragon", State = CustomerState.Removed })).Duplicates);
    }

    [Fact]
    public async Task A_merge_is_no_duplicate_of_what_it_merges()
    {
        CrmCore crm = await StartAsync(new DuplicateRulesOptions { BlockFrom = 0.8 }, out ICrmStore store);
        await using (ICrmSession session = crm.OpenSession(SessionFixture.Ada))
        {
            session.Add(Dragon);
            session.Add(Again with { Phone = null, Name = "Quite Another", Email = "x@y.example" });
            await session.CommitAsync(CancellationToken.None);
        }

        await using ICrmSession merging = crm.OpenSession(SessionFixture.Ada);
        await new CustomerMerging(store, SessionFixture.Model, new UnencryptedProtector(), SystemClock.Instance).MergeAsync(merging, Dragon.Id, Again.Id, null, CancellationToken.None);
        Assert.Empty((await merging.CommitAsync(CancellationToken.None)).Duplicates);
    }

    [Fact]
    public async Task Whoever_may_not_see_a_customer_learns_only_whom_to_ask_and_how_likely_it_is()
    {
        DuplicateBase customers = await DuplicateBase.OfAsync([Dragon]);
        DuplicateHint hint = Assert.Single(await customers.Finder.HintAsync(DuplicateBase.Scope, Again, CancellationToken.None));
        Assert.Equal(new DuplicateHint("li", MatchBand.Certain), hint);
    }

    [Fact]
    public async Task The_strictest_of_several_action_rules_counts_and_one_that_throws_stops_the_commit()
    {
        CrmCore strict = await StartAsync(new DuplicateRulesOptions(), new Always(DuplicateAction.Block), new Always(DuplicateAction.Allow));
        await AddAsync(strict, Dragon);
        Assert.Equal(DuplicateErrorCodes.Blocked, (await Assert.ThrowsAsync<CrmException>(() => AddAsync(strict, Again))).Code);
        CrmCore broken = await StartAsync(new DuplicateRulesOptions(), new Always((DuplicateAction)(-1)));
        await AddAsync(broken, Dragon);
        Assert.Equal(DuplicateErrorCodes.RuleFailed, (await Assert.ThrowsAsync<CrmException>(() => AddAsync(broken, Again))).Code);
    }

    private static Task<CrmCore> StartAsync(DuplicateRulesOptions options, params object[] more) => StartAsync(options, out _, more);

    private static Task<CrmCore> StartAsync(DuplicateRulesOptions options, out ICrmStore store, params object[] more)
    {
        var clock = new FakeClock(Instant.FromUtc(2026, 1, 2, 3, 4));
        var memory = new InMemoryStore(clock);
        store = memory;
        return StartAsync(memory, clock, new FixedExtensions([.. DuplicateBase.DefaultRules(options), .. more]));
    }

    private static async Task<CrmCore> StartAsync(InMemoryStore memory, FakeClock clock, FixedExtensions extensions)
    {
        await memory.EnsureSchemaAsync(SessionFixture.Model, SchemaMode.CreateOrExtend, CancellationToken.None);
        var gate = new DuplicateGate(new DuplicateFinder(memory, SessionFixture.Model, extensions), memory, SessionFixture.Model, extensions);
        return new CrmCore(memory, SessionFixture.Model, clock, new CommitTrail(new UnencryptedProtector(), SessionFixture.Hasher), gate);
    }

    private static async Task<CommitReceipt> AddAsync(CrmCore crm, params Customer[] customers)
    {
        await using ICrmSession session = crm.OpenSession(SessionFixture.Ada);
        Array.ForEach(customers, session.Add);
        return await session.CommitAsync(CancellationToken.None);
    }

    private static async Task<CommitReceipt> ChangeAsync(CrmCore crm, Customer customer, Func<Customer, Customer> change)
    {
        await using ICrmSession session = crm.OpenSession(SessionFixture.Ada);
        session.Update(change((await session.FindAsync<Customer>(customer.Id, CancellationToken.None))!));
        return await session.CommitAsync(CancellationToken.None);
    }

    private sealed class Always(DuplicateAction action) : IDuplicateActionRule
    {
        public DuplicateAction Decide(DuplicateCase found) => action < 0 ? throw new InvalidOperationException("No.") : action;
    }
}
