using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Running;

/// <summary>R15, PL-4: whatever a plugin's managed code does, the host lives, the plugin is named, and the others work.</summary>
public sealed class EvilPluginTests : IAsyncDisposable
{
    private readonly PluginFixture _plugins = new();
    private readonly CancellationTokenSource _patience = new(Child.DefaultLimit);

    public async ValueTask DisposeAsync()
    {
        Witness.LetGo("evil");
        await _plugins.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_host_of_evil_plugins_serves_the_good_one()
    {
        _plugins.Add("evil.load", source: null);
        await File.WriteAllTextAsync(_plugins.PathOf("evil.load", "evil.load.dll"), "MZ, or so it says");
        Add("evil.constructor", "", entry: "public Entry() => throw new Exception(\"constructor\");");
        Add("evil.configure", "", configure: "throw new Exception(\"configure\");");
        Add("evil.services", "", configure: "plugin.Services.AddSingleton<IGreeter>(s => s.GetRequiredService<IGreeter>()); plugin.Services.AddSingleton<Lonely>();");
        Add("evil.absent", "", entry: "static Entry() => Type.GetType(\"Absent.Type, Absent\", throwOnError: true);");
        Add("evil.throws", "throw new Exception(\"call\");");
        Add("evil.null", "return null;");
        Add("evil.long-text", "throw new Exception(new string('x', 1_000_000));");
        Add("evil.aggregate", "throw new AggregateException(new AggregateException(new InvalidCastException(\"inner\")));");
        Add("evil.void", "Lose(); return \"\";");
        Add("evil.task", "_ = Task.Run(() => throw new Exception(\"task\")); return \"\";");
        Add("evil.blocks", "Witness.Block(\"evil\"); return \"\";");
        Add("evil.floods", "for (int i = 0; i < 1000; i++) { ThreadPool.QueueUserWorkItem(_ => { }); } return new string('y', 10_000_000);");
        Add("evil.dispose", "return \"\";", dispose: "throw new Exception(\"dispose\");");
        _plugins.Add("good.plugin", manifest: PluginFixture.Manifest("good.plugin", contributions: ["greeter/hello"]));
        PluginHost host = await _plugins.StartAsync(options =>
        {
            options.Guard.MinimumCalls = 3;
            options.Guard.SamplingWindow = TimeSpan.FromMinutes(10);
        });

        host.Is("evil.load", PluginState.Rejected, PluginErrorCodes.EntryAssemblyInvalid);
        host.Is("evil.constructor", PluginState.Faulted, PluginErrorCodes.ConstructorFailed);
        host.Is("evil.configure", PluginState.Faulted, PluginErrorCodes.ConfigureFailed);
        host.Is("evil.services", PluginState.Faulted, PluginErrorCodes.ServicesInvalid);
        Assert.Contains("needs the assembly Absent", host.Is("evil.absent", PluginState.Faulted, PluginErrorCodes.ConstructorFailed).Reason, StringComparison.Ordinal);
        for (int round = 0; round < 3; round++)
        {
            foreach (Extension<IGreeter> greeter in host.All<IGreeter>().Where(greeter => greeter.Owner.Value != "evil.blocks"))
            {
                await Record.ExceptionAsync(async () => await GreetAsync(greeter));
            }

            await BlockAsync(host.All<IGreeter>().Single(greeter => greeter.Owner.Value == "evil.blocks"));
        }

        foreach (string id in new[] { "evil.throws", "evil.long-text", "evil.aggregate" })
        {
            host.Is(id, PluginState.Degraded, PluginErrorCodes.CircuitOpen);
        }

        Assert.Equal("System.InvalidCastException", host.Report.Find(new PluginId("evil.aggregate"))?.Health.LastFailure?.ExceptionType);
        Assert.InRange(host.Report.Find(new PluginId("evil.long-text"))!.Health.LastFailure!.Message.Length, 100, 2000);
        host.Is("evil.blocks", PluginState.Quarantined, PluginErrorCodes.Quarantined);
        PluginReport good = host.Is("good.plugin", PluginState.Active);
        Assert.Equal((PluginHealthStatus.Healthy, 3, 0), (good.Health.Status, good.Health.Calls, good.Health.Failures));
        Assert.Equal("Hello, you", await GreetAsync(host.All<IGreeter>().Single(greeter => greeter.Owner.Value == "good.plugin")));

        await host.DisposeAsync();
        Assert.Contains(_plugins.Logs.Entries, entry => entry.Text == "Plugin evil.dispose did not stop cleanly (CRM5707): System.Exception: dispose");
        Assert.All(_plugins.Logs.Entries, entry => Assert.Null(entry.Exception));
    }

    /// <summary>Waits out deadline and grace of a call that blocks, once it has begun.</summary>
    private async Task BlockAsync(Extension<IGreeter> greeter)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task call = greeter.Guard.RunAsync(
            "greet",
            (greeter.Instance, begun),
            static (state, _) =>
            {
                state.begun.SetResult();
                return ValueTask.FromResult(state.Instance.Greet("you"));
            },
            CancellationToken.None).AsTask();
        await begun.Task.WaitAsync(_patience.Token);
        _plugins.Clock.Advance(Duration.FromSeconds(30));
        _plugins.Clock.Advance(Duration.FromSeconds(2));
        await Assert.ThrowsAsync<PluginCallException>(() => call.WaitAsync(_patience.Token));
    }

    private static ValueTask<string> GreetAsync(Extension<IGreeter> greeter) =>
        greeter.Guard.RunAsync("greet", greeter.Instance, static (instance, _) => ValueTask.FromResult(instance.Greet("you")), CancellationToken.None);

    private void Add(string id, string greet, string entry = "", string configure = "", string dispose = "") => _plugins.Add(id, $$"""
        public sealed class Lonely { public Lonely(IAsyncResult nobody) { } }
        public sealed class Evil : IGreeter, IDisposable
        {
            public string Greet(string name) { {{(greet.Length == 0 ? "return name;" : greet)}} }
            public void Dispose() { {{dispose}} }
            private static async void Lose() { await Task.Yield(); throw new Exception("void"); }
        }
        public sealed class Entry : ICrmPlugin
        {
            {{entry}}
            public void Configure(IPluginBuilder plugin) { {{configure}} plugin.Contribute<IGreeter, Evil>(TestPoints.Greeter); }
        }
        """);
}
