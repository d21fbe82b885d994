using Crm.Sdk.Billing;
using Crm.Sdk.Receivables;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>What strategies of allocation keep, and what each of them is for (CR-6, L10).</summary>
public sealed class StrategyLaws
{
    private static readonly Gen<AllocationRequest> Requests =
        from available in Gen.Choose(1, 100_000)
        from open in Gen.Choose(1, 40_000).ListOf()
        from days in Gen.Choose(0, 60).ListOf(open.Count)
        select new AllocationRequest(Money.OfMinor(available, Currency.Cny), "R-1", [.. open.Zip(days, (amount, day) => (amount, day)).Select(static (drawn, at) => Target($"R-{at}", drawn.day, drawn.amount))]);

    [Theory]
    [InlineData(AllocationStrategies.OldestDue)]
    [InlineData(AllocationStrategies.OldestDocument)]
    [InlineData(AllocationStrategies.ProRata)]
    public void L10_everything_is_allocated_as_far_as_items_take_it_and_no_item_gets_more(string strategy) => Law.Holds(
        Requests,
        request =>
        {
            IReadOnlyList<PaymentAllocation> shares = Allocate(strategy, request);
            Dictionary<string, Money> open = request.Targets.ToDictionary(static target => target.Invoice, static target => target.Open);
            Assert.All(shares, share => Assert.InRange(share.Amount.MinorUnits, 1, open[share.Invoice].MinorUnits));
            Assert.Equal(shares.Count, shares.Select(static share => share.Invoice).Distinct().Count());
            Assert.Equal(Math.Min(request.Available.MinorUnits, open.Values.Sum(static amount => amount.MinorUnits)), shares.Sum(static share => share.Amount.MinorUnits));
        },
        500);

    [Fact]
    public void L10_pro_rata_differs_from_the_exact_share_by_less_than_one_minor_unit() => Law.Holds(
        Requests,
        request =>
        {
            Dictionary<string, Money> shares = Allocate(AllocationStrategies.ProRata, request).ToDictionary(static share => share.Invoice, static share => share.Amount);
            decimal total = request.Targets.Sum(static target => target.Open.MinorUnits);
            foreach (AllocationTarget target in request.Targets)
            {
                decimal exact = target.Open.MinorUnits * Math.Min(1, request.Available.MinorUnits / total);
                Assert.True(Math.Abs(shares.GetValueOrDefault(target.Invoice, Yuan(0)).MinorUnits - exact) < 1, $"{target}");
            }
        },
        500);

    [Fact]
    public void L10_a_million_allocations_drift_by_no_minor_unit()
    {
        Money[] left = [.. Enumerable.Range(1, 1_000).Select(static at => Yuan(10 * at))];
        long owed = left.Sum(static amount => amount.MinorUnits), given = 0;
        for (int payment = 0; payment < 1_000; payment++)
        {
            AllocationTarget[] targets = [.. left.Index().Select(static open => Target($"R-{open.Index}", open.Index, (int)open.Item.MinorUnits))];
            foreach (PaymentAllocation share in Allocate(AllocationStrategies.ProRata, new AllocationRequest(Money.OfMinor(100_000 + (payment % 7), Currency.Cny), null, [.. targets])))
            {
                left[int.Parse(share.Invoice[2..], null)] -= share.Amount;
                given += share.Amount.MinorUnits;
            }
        }

        Assert.Equal(Enumerable.Range(0, 1_000).Sum(static payment => 100_000L + (payment % 7)), given);
        Assert.Equal(owed - given, left.Sum(static amount => amount.MinorUnits));
    }

    [Fact]
    public void CR_6_the_oldest_due_and_the_oldest_document_are_not_the_same()
    {
        var request = new AllocationRequest(Yuan(150), null, [new("R-1", May, May.PlusDays(90), Yuan(100), Yuan(0)), new("R-2", May.PlusDays(1), May.PlusDays(10), Yuan(100), Yuan(0))]);
        Assert.Equal([To("R-2", 100), To("R-1", 50)], Allocate(AllocationStrategies.OldestDue, request));
        Assert.Equal([To("R-1", 100), To("R-2", 50)], Allocate(AllocationStrategies.OldestDocument, request));
    }

    [Theory]
    [InlineData("付R-12货款", 80, "R-12 80")]
    [InlineData("r-2 und R-1", 350, "R-1 100, R-2 250")]
    [InlineData("pays R-123", 250, "R-2 250")] // names none, and is exactly R-2
    [InlineData("thanks", 200, "")] // two items are of 200: a person has to choose
    [InlineData(null, 90, "")]
    public void CR_6_by_reference_is_what_the_reference_names_else_the_one_item_of_that_amount(string? reference, int amount, string expected)
    {
        var request = new AllocationRequest(Yuan(amount), reference, [Target("R-1", 1, 10_000), Target("R-12", 2, 20_000), Target("R-2", 3, 25_000), Target("R-3", 4, 20_000)]);
        Assert.Equal(expected, string.Join(", ", Allocate(AllocationStrategies.Reference, request).Select(static share => $"{share.Invoice} {share.Amount.Amount:0}")));
    }

    private static AllocationTarget Target(string invoice, int day, int minor) => new(invoice, May.PlusDays(day), May.PlusDays(day + 30), Money.OfMinor(minor, Currency.Cny), Yuan(0));

    private static IReadOnlyList<PaymentAllocation> Allocate(string strategy, AllocationRequest request) =>
        new StrategyBook(new FixedExtensions()).AllocateAsync(strategy, request, default).GetAwaiter().GetResult(); // done at once: built-in strategies compute
}
