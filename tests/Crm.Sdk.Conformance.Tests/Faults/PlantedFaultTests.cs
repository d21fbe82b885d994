using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Faults;

/// <summary>The kit's own proof: each law is broken by a store that is wrong in just what the law is about, and every such store is found.</summary>
public sealed class PlantedFaultTests
{
    private static readonly Dictionary<string, (string Law, int Size, FaultFixture Fixture)> Faults = new(StringComparer.Ordinal);

    static PlantedFaultTests()
    {
        Plant<SortsByUtf16>("agrees-with-the-reference", size: 1_000);
        Plant<SkipsOneRelease>("agrees-with-the-reference");
        Plant<ThinksInThreeValues>("agrees-with-the-reference");
        Plant<LosesNullsInDescendingPages>("agrees-with-the-reference");
        Plant<LeaksTenants>("agrees-with-the-reference");
        Plant<SortsIdsByMixedBytes>("agrees-with-the-reference");
        Plant<ReportsOneMismatch>("agrees-with-the-reference");
        Plant<SharesPositions>("agrees-with-the-reference");
        Plant<AppliesHalf>("a-batch-is-applied-whole-or-not-at-all");
        Plant<ForgetsCommitIds>("a-committed-id-commits-once");
        Plant<SharesCommitIds>("a-committed-id-commits-once");
        Plant<RemembersConflicts>("a-conflict-is-not-remembered");
        Plant<AddsOverWhatIsThere>("versions-count-from-one");
        Plant<JudgesKeysFirst>("all-mismatches-then-all-clashes");
        Plant<StartsPositionsAgain>("positions-grow");
        Plant<SkipsEmptyBatches>("an-empty-batch-is-a-commit");
        Plant<ClaimsBeforeReleasing>("releases-count-before-claims");
        Plant<LetsAnyoneRelease>("only-the-holder-releases");
        Plant<ReleasesNothing>("a-released-key-can-be-taken");
        Plant<ClaimsNothing>("a-released-key-can-be-taken");
        Plant<FoldsKeys>("keys-are-exact");
        Plant<FindsNullUnequal>("conditions-mean-what-the-evaluator-says");
        Plant<SortsByUtf16>("order-is-the-same-everywhere");
        Plant<SortsWithoutCase>("order-is-the-same-everywhere");
        Plant<SortsNullLast>("order-is-the-same-everywhere");
        Plant<BreaksTiesUpwards>("order-is-the-same-everywhere");
        Plant<PagesByOffset>("pages-lose-and-repeat-nothing");
        Plant<CountsThePage>("a-count-ignores-order-and-page");
        Plant<FindsWithoutGaps>("find-answers-in-the-asked-order");
        Plant<CutsLists>("large-conditions-are-answered");
        Plant<AnswersAnything>("wrong-requests-are-refused");
        Plant<FoldsTenants>("tenants-are-apart");
        Plant<KeepsMilliseconds>("entities-come-back-as-they-went-in");
        Plant<TakesEmptyForNull>("entities-come-back-as-they-went-in");
        Plant<SortsItems>("entities-come-back-as-they-went-in");
        Plant<LosesCosts>("customers-and-orders-come-back");
        Plant<CutsTexts>("long-texts-fit");
        Plant<CutsBatches>("large-batches-fit");
        Plant<LastWriteWins>("no-update-is-lost");
        Plant<JudgesThenClaims>("a-raced-key-has-one-winner");
        Plant<LooksThenCommits>("a-batch-sent-at-once-commits-once");
        Plant<SharesPositions>("positions-are-distinct");
        Plant<ReadsPagesSlowly>("a-page-is-one-snapshot");
        Plant<ChecksNothing>("write-skew-is-a-conflict");
        Plant<IsNotDurable>("what-was-answered-survives", static _ => new IsNotDurable());
        Plant<LosesIdsOfCancelledCommits>("a-cancelled-commit-can-be-asked-again");
        Plant<NeverCancels>("a-cancelled-call-does-nothing");
        Plant<TurnsTheClockBack>("the-clock-does-not-go-back");
        Plant<DropsOnSchema>("the-schema-can-be-asked-for-again");
        Plant<FillsNothingBack>("the-model-may-grow");
        Plant<ReadsNullAsZero>("columns-are-what-queries-say");
    }

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault)
    {
        (string law, int size, FaultFixture fixture) = Faults[fault];

        LawResult result = await StoreLaws.Named(law).RunAsync(fixture, seed: 1, size, CancellationToken.None);

        Assert.Equal(LawOutcome.Broken, result.Outcome);
        Assert.NotEmpty(result.Trace);
        Assert.Contains("Seed 1", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_law_can_be_broken() => Assert.Equal(
        StoreLaws.All.Select(static law => law.Name).Order(),
        Faults.Values.Select(static fault => fault.Law).Distinct().Order());

    [Fact]
    public async Task A_difference_to_the_reference_is_shrunk_to_the_few_calls_that_show_it()
    {
        LawResult result = await StoreLaws.Named("agrees-with-the-reference").RunAsync(new FaultFixture(static () => new SkipsOneRelease()), seed: 5, size: 400, CancellationToken.None);

        Assert.Equal(LawOutcome.Broken, result.Outcome);
        Assert.InRange(result.Trace.Count, 2, 6); // making the schema, taking a key, giving it up, taking it again
    }

    [Fact]
    public async Task The_same_seed_and_size_break_a_law_in_the_same_way()
    {
        async Task<LawResult> RunAsync() => await StoreLaws.Named("agrees-with-the-reference").RunAsync(new FaultFixture(static () => new BreaksTiesUpwards()), seed: 9, size: 400, CancellationToken.None);

        LawResult once = await RunAsync();
        Assert.Equal(LawOutcome.Broken, once.Outcome);
        Assert.Equal(once.ToString(), (await RunAsync()).ToString());
    }

    [Fact]
    public async Task What_the_fixture_throws_comes_through()
    {
        var broken = new FaultFixture(static () => throw new InvalidOperationException("no server"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => StoreLaws.All[1].RunAsync(broken, 1, 1, CancellationToken.None));
    }

    private static void Plant<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TStore>(
        string law, Func<ICrmStore, ICrmStore>? reopen = null, int size = ConformanceLaw<IStoreFixture>.DefaultSize)
        where TStore : ICrmStore, new() => Faults.Add($"{typeof(TStore).Name} breaks {law}", (law, size, new FaultFixture(static () => new TStore(), reopen)));
}
