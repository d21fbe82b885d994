using Xunit;

namespace Crm.Sdk.Conformance.Xunit;

/// <summary>The laws of lifecycle sources as xunit tests, one test a law: derive a public class and name the fixture.</summary>
/// <remarks>
/// <c>CRM_CONFORMANCE_SEED</c> brings the cases of a failure back. A law that does not apply is shown as skipped.
/// </remarks>
/// <typeparam name="TFixture">How the source is made; one instance a law.</typeparam>
public abstract class LifecycleSourceConformance<TFixture>
    where TFixture : ILifecycleSourceFixture, new()
{
    /// <summary>The names of the laws.</summary>
    public static TheoryData<string> Laws { get; } = [.. LifecycleSourceLaws.All.Select(static law => law.Name)];

    /// <summary>Runs one law.</summary>
    /// <param name="law">The law's name.</param>
    [SkippableTheory]
    [MemberData(nameof(Laws))]
    public async Task Law(string law)
    {
        var fixture = new TFixture();
        try
        {
            await LawRunner.RunAsync<ILifecycleSourceFixture>(LifecycleSourceLaws.Named(law), fixture);
        }
        finally
        {
            await LawRunner.DisposeAsync(fixture);
        }
    }
}
