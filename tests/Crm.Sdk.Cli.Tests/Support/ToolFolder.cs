using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Cli.Tests.Support;

/// <summary>A temporary folder with a store of its own, on which a test calls the tool as a person would.</summary>
public sealed class ToolFolder : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>The connection string of the folder's store.</summary>
    public string Connection => $"Data Source={PathOf("crm.db")}";

    /// <summary>The full path of a file in the folder.</summary>
    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Writes a file in the folder and returns its full path.</summary>
    public Task<string> WriteAsync(string name, string content) => _folder.WriteAsync(name, content);

    /// <summary>Runs a command on the folder's store.</summary>
    public Task<ToolRun> RunAsync(params string[] args) => RunPlainAsync([.. args, "--connection", Connection]);

    /// <summary>Runs a command as given.</summary>
    public static async Task<ToolRun> RunPlainAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await CrmTool.RunAsync(args, output, error, CancellationToken.None);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command as a process of its own, with environment variables.</summary>
    public static async Task<ToolRun> RunProcessAsync(IReadOnlyDictionary<string, string?> environment, params string[] args)
    {
        await using Child child = Child.StartDotNet(RepositoryFolder.BuiltAssembly("src/Crm.Sdk.Cli", "crm"), args, environment);
        IReadOnlyList<string> lines = await child.ReadToEndAsync(TimeSpan.FromMinutes(2));
        int exitCode = await child.WaitForExitAsync(TimeSpan.FromMinutes(2));
        return new ToolRun(exitCode, string.Join('\n', lines), child.ErrorText);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
