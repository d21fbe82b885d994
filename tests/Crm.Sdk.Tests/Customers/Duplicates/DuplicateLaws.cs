using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>What holds for all match rules that come with the SDK, and for the search over them.</summary>
public sealed class DuplicateLaws
{
    private static readonly IMatchRule[] Rules = [.. DuplicateBase.DefaultRules().OfType<IMatchRule>()];

    /// <summary>Small bases with much in common: half of made customers, half of the generator for any customer.</summary>
    private static readonly Gen<Customer[]> Bases =
        from seed in Gen.Choose(1, 1_000_000)
        from odd in Crm.Sdk.Testing.CustomerGen.Any().ListOf(10)
        select DirtyCustomers.Make(15, seed, duplicateShare: 0.4).All.Select(static record => record.Customer).Concat(odd).ToArray();

    [Fact]
    public void Evidence_is_the_same_for_both_orders_and_whether_or_not_somebody_asks_why() => Law.Holds(Bases, static customers =>
    {
        foreach (IMatchRule rule in Rules)
        {
            object?[] read = [.. customers.Select(rule.Read)];
            for (int i = 0; i < read.Length; i++)
            {
                for (int j = 0; j < read.Length; j++)
                {
                    if (read[i] is { } left && read[j] is { } right)
                    {
                        MatchEvidence one = rule.Compare(left, right, null);
                        Assert.Equal(one, rule.Compare(right, left, null));
                        Assert.Equal(one, rule.Compare(left, right, new Explanation()));
                    }
                }
            }
        }
    });

    [Fact]
    public void Evidence_has_a_reason_whenever_there_is_any() => Law.Holds(Bases, static customers =>
    {
        foreach (IMatchRule rule in Rules)
        {
            object[] read = [.. customers.Select(rule.Read).OfType<object>()];
            foreach (object left in read)
            {
                var why = new Explanation();
                MatchEvidence evidence = rule.Compare(left, read[^1], why);
                Assert.Equal(evidence.IsGiven, why.Reasons.Count > 0);
            }
        }
    });

    [Fact]
    public void A_customer_is_wholly_like_itself_by_every_rule_that_reads_it() => Law.Holds(Bases, static customers =>
    {
        foreach (IMatchRule rule in Rules)
        {
            foreach (object one in customers.Select(rule.Read).OfType<object>())
            {
                MatchEvidence evidence = rule.Compare(one, one, null);
                Assert.True(!evidence.IsGiven || evidence is { Likeness: > 0.45, Bits: >= 0 }, $"{rule.Descriptor}: {evidence}");
            }
        }
    });

    [Fact]
    public Task DQ_3_the_search_finds_each_pair_once_with_a_score_in_range_and_its_reasons() => Law.HoldsAsync(Bases, static async customers =>
    {
        DuplicateBase stored = await DuplicateBase.OfAsync(customers);
        List<DuplicatePair> pairs = await stored.FindAsync();
        Assert.Equal(pairs.Count, pairs.DistinctBy(static pair => (pair.Left.Id, pair.Right.Id)).Count());
        Assert.All(pairs, static pair =>
        {
            Assert.InRange(pair.Score, DuplicateOptions.DefaultThreshold, 1);
            Assert.True(((RecordId)pair.Left.Id).CompareTo(pair.Right.Id) < 0);
            Assert.NotEmpty(pair.Findings);
            Assert.All(pair.Findings, static finding => Assert.NotEmpty(finding.Reasons));
        });
    }, tests: 20);

    [Fact]
    public Task DQ_3_blocking_misses_no_pair_whose_phone_mailbox_number_birthday_or_name_is_equal() => Law.HoldsAsync(Bases, static async customers =>
    {
        DuplicateBase stored = await DuplicateBase.OfAsync(customers);
        HashSet<(CustomerId, CustomerId)> blocked = [.. (await stored.FindAsync(Everything)).Select(static pair => (pair.Left.Id, pair.Right.Id))];
        HashSet<(CustomerId, CustomerId)> compared = [.. (await (await DuplicateBase.OfAsync(customers, [.. Rules, new OneBlock()])).FindAsync(Everything)).Where(HasEqualValue).Select(static pair => (pair.Left.Id, pair.Right.Id))];
        Assert.Empty(compared.Except(blocked));
    }, tests: 20);

    [Fact]
    public Task The_order_in_which_customers_were_entered_changes_no_score() => Law.HoldsAsync(Bases, static async customers =>
    {
        Customer[] reversed = [.. customers.Reverse().Select(static customer => customer with { Id = CustomerId.New() })];
        Dictionary<CustomerId, int> number = customers.Select(static (customer, i) => (customer.Id, i)).Concat(reversed.Select((customer, i) => (customer.Id, i: customers.Length - 1 - i))).ToDictionary(static pair => pair.Id, static pair => pair.i);
        Assert.Equal(await Scores(customers), await Scores(reversed));

        async Task<SortedDictionary<(int, int), double>> Scores(Customer[] some)
        {
            List<DuplicatePair> pairs = await (await DuplicateBase.OfAsync(some)).FindAsync();
            return new(pairs.ToDictionary(pair => (Math.Min(number[pair.Left.Id], number[pair.Right.Id]), Math.Max(number[pair.Left.Id], number[pair.Right.Id])), static pair => pair.Score));
        }
    }, tests: 20);

    private static DuplicateOptions Everything => new() { Threshold = 0.01, PriorBits = 20, MaxBlock = 10_000 };

    private static bool HasEqualValue(DuplicatePair pair) => pair.Findings.Any(static finding =>
        finding.Likeness >= 1 && (finding.Rule is "crm.duplicates.email" or "crm.duplicates.phone" or "crm.duplicates.identifier" || (finding is { Rule: "crm.duplicates.birthday", Bits: > 5 } or { Rule: "crm.duplicates.name" })));

    /// <summary>Puts all customers into one block and finds nothing: so each is compared with each.</summary>
    private sealed class OneBlock : MatchRule<string>
    {
        public override MatchRuleDescriptor Descriptor { get; } = new("tests.one-block");

        public override string? Read(Customer customer) => "all";

        public override void AddKeys(string features, BlockingKeys keys) => keys.Add(features);

        public override MatchEvidence Compare(string left, string right, Explanation? why) => MatchEvidence.None;
    }
}
