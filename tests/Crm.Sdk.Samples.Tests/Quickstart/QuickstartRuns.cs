using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Quickstart;

/// <summary>The quickstart, run as people run it: as a program, and then once more on what it left behind.</summary>
public sealed class QuickstartRuns : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5); // against hanging only; a busy machine may take its time

    // As in small container images, where .NET knows no cultures: it finds all as the first run left it, and writes the same reports.
    private static readonly Dictionary<string, string?> WithoutCultures = new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1", ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = null };

    private readonly TempFolder _folder = new();

    public QuickstartRun First { get; private set; } = null!;

    /// <summary>The second run, in globalisation-invariant mode.</summary>
    public QuickstartRun Second { get; private set; } = null!;

    /// <summary>The messages that were delivered after the first run.</summary>
    public string[] Messages { get; private set; } = [];

    /// <summary>A file of the folder that the quickstart fills.</summary>
    public string PathOf(string file) => _folder.PathOf("data", file);

    public static async Task<QuickstartRun> RunAsync(string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        await using var program = Child.StartDotNet(RepositoryFolder.BuiltAssembly("samples/Quickstart"), [folder], environment);
        IReadOnlyList<string> output = await program.ReadToEndAsync(Limit);
        int exit = await program.WaitForExitAsync(Limit);
        return new QuickstartRun(exit, string.Join('\n', output), program.ErrorText);
    }

    public async Task InitializeAsync()
    {
        First = await RunAsync(_folder.PathOf("data"));
        Messages = File.Exists(PathOf("messages.jsonl")) ? await File.ReadAllLinesAsync(PathOf("messages.jsonl")) : [];
        File.Delete(PathOf("report.html"));
        File.Delete(PathOf("report.zh.html"));
        Second = await RunAsync(_folder.PathOf("data"), WithoutCultures);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
