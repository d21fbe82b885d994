using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm run</c>: a host that goes on until it is asked to stop.</summary>
public sealed class RunTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly CrmScope Scope = new(TenantId.Default, new ActorId("ada"));

    private readonly ToolFolder _folder = new();

    private string Messages => _folder.PathOf("messages.jsonl");

    [SkippableFact]
    public async Task It_says_what_runs_delivers_what_is_due_and_ends_well_on_SIGTERM()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await PutAsync("m-1"); // before: an SQLite file has one writing process at a time
        await using Child tool = Child.StartDotNet(RepositoryFolder.BuiltAssembly("src/Crm.Sdk.Cli", "crm"), ["run", "--connection", _folder.Connection, "--config", await ConfigAsync()]);
        Assert.Equal("Running until Ctrl-C or SIGTERM: outbox of default, looked at every 0.05 s, through console, file.", await tool.ReadLineAsync(Patience));

        await UntilAsync(async () => (await StatusAsync()).GetProperty("sent").GetInt32() == 1);
        await using Child signal = Child.Start("kill", ["-TERM", tool.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        IReadOnlyList<string> rest = await tool.ReadToEndAsync(Patience);

        Assert.Equal(0, await tool.WaitForExitAsync(Patience));
        Assert.Equal(["Stopped. 1 sent, 0 attempts failed, 0 given up."], rest);
        Assert.Equal(string.Empty, tool.ErrorText);
        Assert.Contains("\"m-1\"", Assert.Single(await File.ReadAllLinesAsync(Messages)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_it_answers_with_one_document_once_it_is_stopped()
    {
        using var stop = new CancellationTokenSource(Patience);
        using StringWriter output = new(), error = new();
        await PutAsync("m-1", "m-2");
        Task<int> run = CrmTool.RunAsync(["run", "--json", "--connection", _folder.Connection, "--config", await ConfigAsync()], output, error, stop.Token);
        await UntilAsync(async () => (await StatusAsync()).GetProperty("sent").GetInt32() == 2);
        Assert.Equal(string.Empty, output.ToString());
        await stop.CancelAsync();

        JsonElement answer = new ToolRun(await run, output.ToString(), error.ToString()).Expect(0).Json;
        Assert.Equal(["outbox", "loyalty"], answer.GetProperty("schedules").EnumerateArray().Select(static item => item.GetString()));
        Assert.Equal(["default"], answer.GetProperty("tenants").EnumerateArray().Select(static item => item.GetString()));
        Assert.Equal((2, 0, 0), (answer.GetProperty("sent").GetInt32(), answer.GetProperty("failed").GetInt32(), answer.GetProperty("deadLettered").GetInt32()));
        Assert.StartsWith("Running until Ctrl-C or SIGTERM: outbox of default", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_command_sends_anything()
    {
        await PutAsync("m-1");
        string config = await ConfigAsync();

        (await _folder.RunAsync("outbox", "status", "--config", config)).Expect(0);
        (await _folder.RunAsync("bench", "generate", "--customers", "20", "--orders", "50", "--config", config)).Expect(0);

        Assert.Equal(1, (await StatusAsync()).GetProperty("pending").GetInt32());
        Assert.False(File.Exists(Messages));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private Task<string> ConfigAsync() => _folder.WriteAsync("crm.json", $$"""
        { "Crm": {
            "Dispatch": { "PollInterval": "00:00:00.050" },
            "Plugins": { "crm.channels.local": { "file": { "path": {{JsonSerializer.Serialize(Messages)}} } } } } }
        """);

    private async Task<JsonElement> StatusAsync() => (await _folder.RunAsync("outbox", "status", "--json")).Expect(0).Json;

    private async Task PutAsync(params string[] keys)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddCrm(crm => crm.UseSqlite(_folder.Connection).AddLocalChannels(Messages));
        using IHost host = builder.Build();
        await host.StartAsync();
        await using (ICrmSession session = host.Services.GetRequiredService<ICrm>().OpenSession(Scope))
        {
            await host.Services.GetRequiredService<IOutbox>().EnqueueAsync(
                session, [.. keys.Select(static key => new MessageDraft { Key = key, Channel = "file", Audience = Audience.Staff, Body = "b", Purpose = "service" })], CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        await host.StopAsync();
    }

    /// <summary>Waits for what another process or thread does.</summary>
    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await happened())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
