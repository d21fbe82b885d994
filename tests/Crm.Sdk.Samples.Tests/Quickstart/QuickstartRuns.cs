using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Quickstart;

/// <summary>The quickstart, run as people run it: as a program, and then once more on what it left behind.</summary>
public sealed class QuickstartRuns : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5); // against hanging only; a busy machine may take its time

    private readonly TempFolder _folder = new();

    public QuickstartRun First { get; private set; } = null!;

    public QuickstartRun Second { get; private set; } = null!;

    /// <summary>The messages that were delivered after the first run.</summary>
    public string[] Messages { get; private set; } = [];

    /// <summary>A file of the folder that the quickstart fills.</summary>
    public string PathOf(string file) => _folder.PathOf("data", file);

    public static async Task<QuickstartRun> RunAsync(string folder)
    {
        await using var program = Child.StartDotNet(RepositoryFolder.BuiltAssembly("samples/Quickstart"), [folder]);
        IReadOnlyList<string> output = await program.ReadToEndAsync(Limit);
        int exit = await program.WaitForExitAsync(Limit);
        return new QuickstartRun(exit, string.Join('\n', output), program.ErrorText);
    }

    public async Task InitializeAsync()
    {
        First = await RunAsync(_folder.PathOf("data"));
        Messages = File.Exists(PathOf("messages.jsonl")) ? await File.ReadAllLinesAsync(PathOf("messages.jsonl")) : [];
        Second = await RunAsync(_folder.PathOf("data"));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
