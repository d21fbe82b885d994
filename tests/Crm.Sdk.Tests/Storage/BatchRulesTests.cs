using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class BatchRulesTests
{
    private static readonly RecordKind Kind = new("test.thing");
    private static readonly RecordId A = new(new Guid("00000000-0000-0000-0000-00000000000a"));
    private static readonly RecordId B = new(new Guid("00000000-0000-0000-0000-00000000000b"));
    private static readonly RecordId C = new(new Guid("00000000-0000-0000-0000-00000000000c"));

    private static readonly Gen<KeyClaim> AnyClaim =
        from key in Gen.Elements("k", "l", "m")
        from holder in Gen.Elements(A, B, C)
        select new KeyClaim(Key(key), holder);

    private static readonly Gen<KeyClaim[]> AnyClaims = Gen.Choose(0, 5).SelectMany(count => AnyClaim.ArrayOf(count));

    [Fact]
    public void Clashes_are_those_of_releasing_everything_and_then_claiming_one_after_another() => Law.Holds(
        AnyClaims,
        AnyClaims,
        AnyClaims,
        static (held, releases, claims) =>
        {
            Dictionary<UniqueKey, RecordId> before = [];
            foreach (KeyClaim claim in held)
            {
                before[claim.Key] = claim.Holder;
            }

            var after = new Dictionary<UniqueKey, RecordId>(before);
            foreach (KeyClaim release in releases)
            {
                if (after.TryGetValue(release.Key, out RecordId holder) && holder == release.Holder)
                {
                    after.Remove(release.Key);
                }
            }

            List<KeyClash> clashes = [];
            foreach (KeyClaim claim in claims)
            {
                if (!after.TryAdd(claim.Key, claim.Holder) && after[claim.Key] != claim.Holder)
                {
                    clashes.Add(new KeyClash(claim.Key, after[claim.Key]));
                }
            }

            CommitResult? expected = clashes.Count == 0 ? null : new CommitResult.UniqueConflict(clashes.ToValueList());
            Assert.Equal(expected, Judge(Batch(releases: releases, claims: claims), before));
        },
        tests: ScaledCount.Of(20_000));

    [Fact]
    public void Two_records_may_swap_a_key_in_one_batch() => Assert.Null(Judge(
        Batch(releases: [new(Key("k"), A), new(Key("l"), B)], claims: [new(Key("k"), B), new(Key("l"), A)]),
        new() { [Key("k")] = A, [Key("l")] = B }));

    [Fact]
    public void A_release_by_another_than_the_holder_frees_nothing() => Assert.Equal(
        new CommitResult.UniqueConflict([new KeyClash(Key("k"), A)]),
        Judge(Batch(releases: [new(Key("k"), B)], claims: [new(Key("k"), B)]), new() { [Key("k")] = A }));

    [Fact]
    public void Of_two_claims_of_one_batch_the_later_clashes_with_the_earlier() => Assert.Equal(
        new CommitResult.UniqueConflict([new KeyClash(Key("k"), B)]),
        Judge(Batch(claims: [new(Key("k"), B), new(Key("k"), C)]), []));

    [Fact]
    public void All_mismatches_are_reported_by_kind_and_id_and_clashes_only_without_any()
    {
        RecordKind other = new("test.other");
        CommitBatch batch = Batch(
            writes: [new(Kind, B, 0, "b"), new(Kind, A, 3, "a")],
            deletes: [new(Kind, C, 1)],
            checks: [new(other, C, 0), new(other, A, 2)],
            claims: [new(Key("k"), B)]);
        var versions = new Dictionary<RecordRef, long> { [new(Kind, B)] = 7, [new(Kind, A)] = 3, [new(other, C)] = 1 };

        CommitResult? answer = BatchRules.Conflict(batch, record => versions.GetValueOrDefault(record), _ => C);

        Assert.Equal(
            new CommitResult.VersionConflict([new(new(other, A), 2, 0), new(new(other, C), 0, 1), new(new(Kind, B), 0, 7), new(new(Kind, C), 1, 0)]),
            answer);
    }

    [Fact]
    public void A_batch_that_names_a_record_twice_has_no_id_or_an_impossible_version_is_refused()
    {
        AssertRefused(static () => Batch(writes: [new(Kind, A, 0, "a"), new(Kind, A, 1, "a")]));
        AssertRefused(static () => Batch(writes: [new(Kind, A, 0, "a")], checks: [new(Kind, A, 0)]));
        AssertRefused(static () => Batch(deletes: [new(Kind, A, 1)], checks: [new(Kind, A, 1)]));
        AssertRefused(static () => Batch(deletes: [new(Kind, A, 0)]));
        AssertRefused(static () => Batch(writes: [new(Kind, A, -1, "a")]));
        AssertRefused(static () => new CommitBatch(TenantId.Default, Guid.Empty, new ActorId("test"), NodaConstants.UnixEpoch));
    }

    private static void AssertRefused(Func<CommitBatch> make) => Assert.Equal(StorageErrorCodes.BadBatch, Assert.Throws<CrmException>(make).Code);

    private static CommitResult? Judge(CommitBatch batch, Dictionary<UniqueKey, RecordId> held) =>
        BatchRules.Conflict(batch, static _ => 0, key => held.TryGetValue(key, out RecordId holder) ? holder : null);

    private static UniqueKey Key(string value) => new(Kind, "key", value);

    private static CommitBatch Batch(
        RecordWrite[]? writes = null, RecordDelete[]? deletes = null, VersionCheck[]? checks = null, KeyClaim[]? releases = null, KeyClaim[]? claims = null) =>
        new(TenantId.Default, RecordId.New().Value, new ActorId("test"), NodaConstants.UnixEpoch, writes, deletes, checks, releases, claims);
}
