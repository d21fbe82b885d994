using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Stores;

/// <summary>The law that shows most, at the stated figure: 71 seeds of 1,000 operations on each store (7 in a normal run).</summary>
public sealed class AgreementAtScaleTests
{
    private const int Seeds = 71;
    private const int Operations = 1_000;

    [Fact]
    public Task The_reference_agrees_with_itself() => AgreesAsync(new InMemoryStoreFixture());

    [Fact]
    public async Task The_document_store_agrees_with_the_reference()
    {
        await using var fixture = new DocumentStoreFixture();
        await AgreesAsync(fixture);
    }

    [Fact]
    public async Task SQLite_agrees_with_the_reference()
    {
        await using var fixture = new SqliteStoreFixture();
        await AgreesAsync(fixture);
    }

    [SkippableFact]
    public async Task PostgreSQL_agrees_with_the_reference()
    {
        await RequiredServer.PostgreSqlAsync();
        await AgreesAsync(new PostgreSqlStoreFixture());
    }

    private static async Task AgreesAsync(IStoreFixture fixture)
    {
        for (int seed = 1; seed <= ScaledCount.Of(Seeds); seed++)
        {
            LawResult result = await StoreLaws.Named("agrees-with-the-reference").RunAsync(fixture, (ulong)seed, Operations, CancellationToken.None);
            Assert.True(result.Outcome == LawOutcome.Held, result.ToString());
        }
    }
}
