using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Duplicates;

public sealed class DuplicateSearchTests
{
    [Fact]
    public async Task A_block_that_is_too_large_is_compared_in_part_and_reported_with_what_was_left_out()
    {
        Customer[] customers = [.. Enumerable.Range(0, 50).Select(static i => Customer.Enterprise($"Firm{i:00} Xylo{i * 37 % 50:00}") with { Phone = "+12125551234" })];
        DuplicateBase stored = await DuplicateBase.OfAsync(customers);
        DuplicateSearch search = stored.Finder.Search(DuplicateBase.Scope, new DuplicateOptions { MaxBlock = 10 }, null);
        await foreach (DuplicatePair pair in search.PairsAsync(CancellationToken.None))
        {
            Assert.Fail($"{pair.Left.Name} is not {pair.Right.Name}");
        }

        LargeBlock block = Assert.Single(search.Report.LargeBlocks, static block => block.Rule == "crm.duplicates.phone");
        Assert.Equal((50, (50 * 49 / 2) - (45 + (9 * 40))), (block.Customers, block.NotCompared)); // each with the nine before it
        Assert.Equal(50, search.Report.Customers);
    }

    [Fact]
    public async Task Rules_of_several_plugins_stack_so_that_one_adds_to_what_the_others_found()
    {
        // Complaint 3: add to, not replace, the duplicate checker.
        Customer one = Customer.Enterprise("Qwerty") with { Tags = ["card-7"] }, other = Customer.Enterprise("Uiopas") with { Tags = ["card-7"] };
        Assert.Empty(await (await DuplicateBase.OfAsync([one, other])).FindAsync());
        DuplicatePair pair = Assert.Single(await (await DuplicateBase.OfAsync([one, other], [.. DuplicateBase.DefaultRules(), new SameTag()])).FindAsync());
        Assert.Equal(["tests.same-tag", "crm.duplicates.name"], pair.Findings.Select(static finding => finding.Rule));
    }

    [Fact]
    public async Task Evidence_of_one_group_counts_in_full_only_once()
    {
        // 7 bits for the telephone, half of 7.5 for the address, 7.5 for the name, 6 against before anything was seen.
        Customer one = Customer.Enterprise("Golden Dragon") with { Phone = "+12125551234", Address = new PostalAddress { Street = "12 Main Street", City = "Boston" } };
        DuplicatePair pair = Assert.Single(await (await DuplicateBase.OfAsync([one, one with { Id = CustomerId.New() }])).FindAsync());
        Assert.Equal(1 / (1 + Math.Pow(2, 6 - 7.5 - 7.5 - 3.5)), pair.Score, 9);
    }

    [Fact]
    public async Task A_rule_that_throws_ends_the_search_with_its_name()
    {
        DuplicateBase stored = await DuplicateBase.OfAsync([Customer.Enterprise("A"), Customer.Enterprise("B")], new Throwing());
        CrmException failure = await Assert.ThrowsAsync<CrmException>(() => stored.FindAsync());
        Assert.Equal(DuplicateErrorCodes.RuleFailed, failure.Code);
        Assert.Contains("tests.throwing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DQ_3_one_new_customer_is_checked_by_look_ups()
    {
        Customer stored = Customer.Enterprise("Golden Dragon Trading Ltd") with { Key = "GD", Phone = "+12125551234", Email = "chen@dragon.example" };
        DuplicateBase customers = await DuplicateBase.OfAsync([stored, Customer.Enterprise("Silver Lotus"), Customer.Enterprise("Blue Harbor") with { Phone = "+12125551235" }]);

        DuplicateCheck check = await customers.Finder.CheckAsync(DuplicateBase.Scope, Customer.Enterprise("The Golden Dragon") with { Phone = "+12125551234" }, null, CancellationToken.None);

        DuplicateMatch match = Assert.Single(check.Matches);
        Assert.Equal(("GD", true), (match.Customer.Key, check.IsComplete));
        Assert.InRange(match.Score, 0.9, 1);
        Assert.Empty((await customers.Finder.CheckAsync(DuplicateBase.Scope, stored, null, CancellationToken.None)).Matches);
    }

    [Theory]
    [InlineData(0.001, -6, 100)]
    [InlineData(0.8, -31, 100)]
    [InlineData(0.8, -6, 1)]
    public async Task Options_out_of_range_are_refused(double threshold, double prior, int block)
    {
        DuplicateBase stored = await DuplicateBase.OfAsync([]);
        CrmException refused = Assert.Throws<CrmException>(() => stored.Finder.Search(DuplicateBase.Scope, new DuplicateOptions { Threshold = threshold, PriorBits = prior, MaxBlock = block }, null));
        Assert.Equal(DuplicateErrorCodes.BadOption, refused.Code);
    }

    private sealed class SameTag : MatchRule<string>
    {
        public override MatchRuleDescriptor Descriptor { get; } = new("tests.same-tag");

        public override string? Read(Customer customer) => customer.Tags.IsEmpty ? null : customer.Tags[0];

        public override void AddKeys(string features, BlockingKeys keys) => keys.Add(features);

        public override MatchEvidence Compare(string left, string right, Explanation? why)
        {
            why?.Because("tests.same-tag");
            return left == right ? MatchEvidence.Of(1, 25) : MatchEvidence.None;
        }
    }

    private sealed class Throwing : MatchRule<string>
    {
        public override MatchRuleDescriptor Descriptor { get; } = new("tests.throwing");

        public override string? Read(Customer customer) => throw new InvalidOperationException("No.");

        public override MatchEvidence Compare(string left, string right, Explanation? why) => MatchEvidence.None;
    }
}
