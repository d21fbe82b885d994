using Xunit;

namespace Crm.Sdk.Conformance.Xunit;

/// <summary>The laws of orders in which points are used as xunit tests, one test a law: derive a public class and name the fixture.</summary>
/// <remarks>
/// <c>CRM_CONFORMANCE_SEED</c> brings the cases of a failure back. A law that does not apply is shown as skipped.
/// </remarks>
/// <typeparam name="TFixture">How the order is made; one instance a law.</typeparam>
public abstract class PointsUseOrderConformance<TFixture>
    where TFixture : IPointsUseOrderFixture, new()
{
    /// <summary>The names of the laws.</summary>
    public static TheoryData<string> Laws { get; } = [.. PointsUseOrderLaws.All.Select(static law => law.Name)];

    /// <summary>Runs one law.</summary>
    /// <param name="law">The law's name.</param>
    [SkippableTheory]
    [MemberData(nameof(Laws))]
    public async Task Law(string law)
    {
        var fixture = new TFixture();
        try
        {
            await LawRunner.RunAsync<IPointsUseOrderFixture>(PointsUseOrderLaws.Named(law), fixture);
        }
        finally
        {
            await LawRunner.DisposeAsync(fixture);
        }
    }
}
