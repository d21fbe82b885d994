using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>An error is one message; what else the host would log of it is for those who ask.</summary>
public sealed class QuietErrorTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task A_store_that_is_not_ready_is_one_line_on_standard_error()
    {
        ToolRun run = (await LabelsAsync()).Expect(1);

        Assert.Matches("^CRM[0-9]{4}: ", Assert.Single(run.ErrorLines));
        Assert.Equal(string.Empty, run.Output);
    }

    [Fact]
    public async Task With_verbose_the_stack_is_there()
    {
        ToolRun run = (await LabelsAsync("--verbose")).Expect(1);

        Assert.Contains("   at ", run.Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    /// <summary>As a process: the host's console logger writes to the real standard error.</summary>
    private async Task<ToolRun> LabelsAsync(params string[] more)
    {
        await _folder.WriteAsync("crm.db", new string('x', 4096)); // no SQLite file
        return await ToolFolder.RunProcessAsync(new Dictionary<string, string?>(), ["labels", "--dimension", "abc", "--connection", _folder.Connection, .. more]);
    }
}
