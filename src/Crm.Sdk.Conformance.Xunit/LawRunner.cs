using System.Globalization;
using Xunit;
using Xunit.Sdk;

namespace Crm.Sdk.Conformance.Xunit;

/// <summary>Runs a law and tells xunit how it came out.</summary>
internal static class LawRunner
{
    private const string SeedVariable = "CRM_CONFORMANCE_SEED";
    private const string SizeVariable = "CRM_CONFORMANCE_SIZE";

    public static async Task RunAsync<TFixture>(ConformanceLaw<TFixture> law, TFixture fixture)
    {
        ulong seed = Read(SeedVariable) ?? (ulong)Random.Shared.NextInt64();
        int size = (int?)Read(SizeVariable) ?? ConformanceLaw<TFixture>.DefaultSize;
        LawResult result = await law.RunAsync(fixture, seed, size, CancellationToken.None);
        Skip.If(result.Outcome == LawOutcome.NotApplicable, result.Message);
        if (result.Outcome == LawOutcome.Broken)
        {
            throw new XunitException($"{result}{Environment.NewLine}Again: {SeedVariable}={seed} {SizeVariable}={size} dotnet test --filter <this test>");
        }
    }

    public static async ValueTask DisposeAsync(object fixture)
    {
        switch (fixture)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private static ulong? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new FormatException($"{variable} is a whole number, as a broken law prints it, not '{text}'.")
        : null;
}
