using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Testing;

public sealed class LawTests
{
    private static readonly Arbitrary<int[]> Lists = Sequences.Of(Gen.Choose(0, 1000), atMost: 100);

    [Fact]
    public void A_law_that_holds_is_checked_on_the_asked_number_of_cases()
    {
        int cases = 0;
        Law.Holds(Gen.Choose(1, 6), _ => ++cases > 0, tests: 250);
        Assert.Equal(250, cases);
    }

    [Fact]
    public void A_broken_law_names_the_shrunk_case_and_the_seed()
    {
        LawBrokenException broken = Break(seed: null);
        Assert.Matches(@"^\[\d+\]$", broken.ShrunkCase);
        Assert.Contains(broken.ShrunkCase!, broken.Message, StringComparison.Ordinal);
        Assert.Contains($"CRM_TEST_SEED={broken.Seed}", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_printed_seed_brings_back_the_same_case_and_runs_it_first()
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            LawBrokenException first = Break(seed: null);
            LawSeed printed = LawSeed.Parse(first.Seed.ToString()!);
            LawBrokenException again = Break(printed);
            Assert.Equal(first.ShrunkCase, again.ShrunkCase);
            Assert.Contains("broken by case 1 of", again.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_seed_without_a_size_repeats_the_whole_run()
    {
        static List<int> Cases()
        {
            List<int> seen = [];
            LawCheck.Run(Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), (Action<int>)seen.Add), 50, new LawSeed(42, 7, null));
            return seen;
        }

        List<int> once = Cases();
        Assert.Equal(50, once.Count);
        Assert.Equal(once, Cases());
    }

    [Fact]
    public void What_a_case_threw_is_the_cause()
    {
        var broken = Assert.Throws<LawBrokenException>(() => Law.Holds(Gen.Choose(0, 9), n => Assert.NotEqual(n, n)));
        Assert.IsAssignableFrom<Xunit.Sdk.XunitException>(broken.InnerException);
        Assert.Contains(broken.InnerException!.Message, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asynchronous_law_is_broken_by_false_and_by_an_exception()
    {
        await Assert.ThrowsAsync<LawBrokenException>(() => Law.HoldsAsync(Gen.Choose(0, 9), async n =>
        {
            await Task.Yield();
            return n < 0;
        }));
        await Assert.ThrowsAsync<LawBrokenException>(() => Law.HoldsAsync(Gen.Choose(0, 9), async n =>
        {
            await Task.Yield();
            Assert.True(n < 0);
        }));
        await Law.HoldsAsync(Gen.Choose(0, 9), async n =>
        {
            await Task.Yield();
            return n >= 0;
        });
    }

    [Fact]
    public void A_law_whose_precondition_refuses_nearly_all_cases_is_not_proved() =>
        Assert.Throws<LawBrokenException>(() => Law.Holds(Prop.ForAll<int>(n => false.When(n == int.MinValue))));

    [Fact]
    public void Shrinking_only_leaves_elements_out() => Law.Holds(Lists, list =>
        Sequences.Shorter(list).All(shorter => shorter.Length < list.Length && IsSubsequence(shorter, list)));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1,2")]
    [InlineData("1,3,x")]
    [InlineData("-1,3,5")]
    public void A_seed_that_no_law_printed_is_refused(string text) => Assert.Throws<FormatException>(() => LawSeed.Parse(text));

    private static LawBrokenException Break(LawSeed? seed) =>
        Assert.Throws<LawBrokenException>(() => LawCheck.Run(Prop.ForAll(Lists, list => list.All(n => n < 900)), 1000, seed));

    private static bool IsSubsequence(int[] part, int[] whole)
    {
        int found = 0;
        foreach (int n in whole)
        {
            found += found < part.Length && part[found] == n ? 1 : 0;
        }

        return found == part.Length;
    }
}
