using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Registration;

/// <summary>What a plugin may register, and what becomes of the host when it does something else.</summary>
public sealed class RegistrationTests : IAsyncDisposable
{
    private const string Hello = "public sealed class Hello : IGreeter { public string Greet(string name) => \"Hello\"; }\n";

    private readonly PluginFixture _plugins = new();

    public ValueTask DisposeAsync() => _plugins.DisposeAsync();

    [Theory]
    [InlineData("public Entry() => throw new InvalidOperationException(\"no constructor today\");", PluginErrorCodes.ConstructorFailed, "It failed in the constructor: System.InvalidOperationException: no constructor today")]
    [InlineData("static Entry() => throw new InvalidOperationException(\"not even static\");", PluginErrorCodes.ConstructorFailed, "System.InvalidOperationException: not even static")]
    public async Task A_throwing_constructor_faults_the_plugin_alone(string constructor, string code, string says)
    {
        _plugins.Add("a.bad", Hello + $$"""
            public sealed class Entry : ICrmPlugin
            {
                {{constructor}}
                public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter);
            }
            """);
        _plugins.Add("b.well");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains(says, host.Is("a.bad", PluginState.Faulted, code).Reason, StringComparison.Ordinal);
        host.IsActive("b.well");
        Assert.Equal("b.well", Assert.Single(host.All<IGreeter>()).Owner.Value);
    }

    [Fact]
    public async Task A_throwing_Configure_faults_the_plugin_alone()
    {
        AddWith("throw new NotSupportedException(\"cannot\");");
        _plugins.Add("b.well");

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal("It failed in Configure: System.NotSupportedException: cannot", host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.ConfigureFailed).Reason);
        host.IsActive("b.well");
    }

    [Fact]
    public async Task An_undeclared_contribution_is_refused()
    {
        AddWith("plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter, \"other\");", "greeter/hello");

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal(
            "Hello is contributed as greeter 'other', which the manifest does not declare. Add it to plugin.json (/contributions).",
            host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.Undeclared).Reason);
        Assert.Empty(host.All<IGreeter>());
    }

    [Fact]
    public async Task A_contribution_of_a_kind_that_is_not_declared_is_refused()
    {
        AddWith("plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter);");

        PluginHost host = await _plugins.StartAsync();

        host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.Undeclared);
    }

    [Fact]
    public async Task A_declared_contribution_that_is_not_registered_is_refused()
    {
        AddWith("plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter, \"one\");", "greeter/one", "greeter/two");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("declares greeter/two, which the plugin did not register", host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.NotContributed).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contribution_that_is_registered_twice_is_refused()
    {
        AddWith("plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter).Contribute<IGreeter, Hello>(TestPoints.Greeter);", "greeter/hello");

        PluginHost host = await _plugins.StartAsync();

        host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.ContributedTwice);
    }

    [Fact]
    public async Task A_name_is_needed_where_several_of_a_kind_are_declared()
    {
        AddWith("plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter);", "greeter/one", "greeter/two");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("without a name, and the manifest declares one, two", host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.NameNeeded).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_point_of_the_plugins_own_making_does_not_pass_for_the_hosts()
    {
        AddWith("plugin.Contribute<IDisposable, Odd>(new ExtensionPoint(\"greeter\", typeof(IDisposable)));", "greeter/hello");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("the host's contract for greeter is Crm.Sdk.Plugins.Tests.Contracts.IGreeter", host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.ContractMismatch).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_that_do_not_fit_together_are_found_before_the_plugin_is_used()
    {
        AddWith("plugin.Services.AddSingleton<Needy>();");

        PluginHost host = await _plugins.StartAsync();

        string reason = host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.ServicesInvalid).Reason!;
        Assert.Contains("Needy", reason, StringComparison.Ordinal);
        Assert.Contains("making its services", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contribution_that_cannot_be_made_faults_the_plugin_and_disposes_of_what_was_made()
    {
        AddWith("plugin.Services.AddSingleton<Noisy>(); plugin.Contribute<IGreeter, Broken>(TestPoints.Greeter);", "greeter/hello");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("It failed in making greeter/hello: System.InvalidOperationException: broken", host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.ServicesInvalid).Reason, StringComparison.Ordinal);
        Assert.Equal(["disposed"], Witness.Of("registration.noisy"));
    }

    [Fact]
    public async Task A_contribution_that_is_no_singleton_is_refused()
    {
        AddWith("plugin.Services.AddTransient<Hello>(); plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter);", "greeter/hello");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("is registered as Transient", host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.ServicesInvalid).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed class Nothing { }", "has none")]
    [InlineData(Hello + "public sealed class A : ICrmPlugin { public void Configure(IPluginBuilder p) { } } public sealed class B : ICrmPlugin { public void Configure(IPluginBuilder p) { } }", "has 2: A, B")]
    [InlineData("public sealed class A : ICrmPlugin { public A(int x) { } public void Configure(IPluginBuilder p) { } }", "A has no public constructor without parameters")]
    public async Task An_entry_assembly_has_one_entry_class_that_can_be_made(string source, string says)
    {
        _plugins.Add("a.plugin", source, PluginFixture.Manifest("a.plugin"));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains(says, host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.EntryClass).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_does_not_come_back_from_its_start_is_left_behind_and_the_host_goes_on()
    {
        AddWith("Witness.Block(\"registration.hangs\");");
        _plugins.Add("b.well");
        PluginHost host = _plugins.Host();

        Task<PluginLoadReport> starting = host.StartAsync(CancellationToken.None);
        await _plugins.Clock.TimeProvider.WaitForTimersAsync(1, Patience);
        _plugins.Clock.Advance(Duration.FromSeconds(31));
        await starting.WaitAsync(Patience);

        string reason = host.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.StartTimedOut).Reason!;
        Assert.Contains("within 30000 ms and was left behind in Configure", reason, StringComparison.Ordinal);
        host.IsActive("b.well");
        Witness.LetGo("registration.hangs");
    }

    [Fact]
    public async Task Options_are_bound_to_the_plugins_own_section_and_validated_before_use()
    {
        const string Configure = """
            plugin.AddOptions<Settings>("mail", options => options.Validate(settings => settings.Port > 0, "Port must be above 0."));
            plugin.Services.AddSingleton<Hello>(services => new Hello());
            plugin.Contribute<IGreeter, Configured>(TestPoints.Greeter);
            """;
        AddWith(Configure, "greeter/hello");
        _plugins.Configuration["Crm:Plugins:a.plugin:mail:Port"] = "25";
        _plugins.Configuration["Crm:Plugins:b.plugin:mail:Port"] = "99";

        PluginHost right = await _plugins.StartAsync();
        _plugins.Configuration["Crm:Plugins:a.plugin:mail:Port"] = "0";
        PluginHost wrong = await _plugins.StartAsync();
        _plugins.Configuration["Crm:Plugins:a.plugin:mail:Port"] = "many";
        PluginHost text = await _plugins.StartAsync();

        Assert.Equal("25", Assert.Single(right.All<IGreeter>()).Instance.Greet("you"));
        Assert.Equal("The settings under Crm:Plugins:a.plugin are not valid: Port must be above 0.", wrong.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.OptionsInvalid).Reason);
        Assert.Contains("'many'", text.Is("a.plugin", PluginState.Faulted, PluginErrorCodes.OptionsInvalid).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_sees_its_own_settings_folder_and_manifest_and_the_hosts_clock_and_log()
    {
        string folder = _plugins.Add("a.plugin", """
            public sealed class Hello(IClock clock, TimeProvider time, IConfiguration settings, ILogger<Hello> log) : IGreeter
            {
                public string Greet(string name)
                {
                    log.LogInformation("greeting {Name}", name);
                    return clock.GetCurrentInstant() + "|" + time.GetUtcNow().Year + "|" + settings["Tone"] + "|" + settings["Crm:Plugins:b.other:Tone"];
                }
            }
            public sealed class Entry : ICrmPlugin
            {
                public void Configure(IPluginBuilder plugin)
                {
                    plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter);
                    Witness.Say("registration.sees", plugin.Manifest.Id + "|" + plugin.Directory + "|" + plugin.Configuration["Tone"]);
                }
            }
            """);
        _plugins.Configuration["Crm:Plugins:a.plugin:Tone"] = "warm";
        _plugins.Configuration["Crm:Plugins:b.other:Tone"] = "cold";

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal("2026-01-02T00:00:00Z|2026|warm|", Assert.Single(host.All<IGreeter>()).Instance.Greet("Ada"));
        Assert.Equal([$"a.plugin|{folder}|warm"], Witness.Of("registration.sees"));
        Assert.Contains(_plugins.Logs.Entries, entry => entry is { Category: "Hello", Text: "greeting Ada" });
    }

    [Fact]
    public async Task What_the_host_lends_outlives_the_plugins_container()
    {
        using var secret = new Secret();
        AddWith("plugin.Contribute<IGreeter, Borrower>(TestPoints.Greeter);", "greeter/hello");

        PluginHost host = await _plugins.StartAsync(secret: secret);
        Assert.Equal("True", Assert.Single(host.All<IGreeter>()).Instance.Greet("you"));
        await host.DisposeAsync();

        Assert.Equal(["disposed"], Witness.Of("registration.borrower"));
        Assert.False(secret.IsDisposed);
        Assert.False(_plugins.Logs.IsDisposed);
    }

    [Fact]
    public async Task Each_plugin_has_a_meter_factory_of_its_own_whose_meters_end_with_it()
    {
        foreach (string id in new[] { "a.first", "b.second" })
        {
            _plugins.Add(id, """
                public sealed class Meters(System.Diagnostics.Metrics.IMeterFactory factory) : IGreeter
                {
                    private readonly System.Diagnostics.Metrics.Counter<int> _count = factory.Create(new System.Diagnostics.Metrics.MeterOptions("plugin.meter")).CreateCounter<int>("count");
                    public string Greet(string name) => factory.GetHashCode() + (_count.Enabled ? " on" : " off");
                }
                public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Meters>(TestPoints.Greeter); }
                """);
        }

        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "plugin.meter")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.Start();
        PluginHost host = await _plugins.StartAsync();
        IGreeter[] greeters = [.. host.All<IGreeter>().Select(greeter => greeter.Instance)];

        Assert.All(greeters, greeter => Assert.EndsWith(" on", greeter.Greet("you"), StringComparison.Ordinal));
        Assert.NotEqual(greeters[0].Greet("you"), greeters[1].Greet("you"));
        await host.DisposeAsync();
        Assert.All(greeters, greeter => Assert.EndsWith(" off", greeter.Greet("you"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_http_client_reaches_only_the_hosts_that_the_manifest_declares()
    {
        _plugins.Add("a.plugin", """
            public sealed class Caller(System.Net.Http.HttpClient http) : IGreeter
            {
                public string Greet(string url)
                {
                    try { http.GetAsync(url).GetAwaiter().GetResult(); }
                    catch (System.Net.Http.HttpRequestException e) when (e.Message.Contains("may not reach")) { }
                    catch (System.Net.Http.HttpRequestException) { return "tried"; }

                    try { http.Send(new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, url)); return "sent"; }
                    catch (System.Net.Http.HttpRequestException e) { return e.Message; }
                }
            }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IGreeter, Caller>(TestPoints.Greeter); }
            """, PluginFixture.Manifest("a.plugin", contributions: ["greeter/hello"], more: """ "permissions": [ { "kind": "network", "names": [ "localhost", "*.acme.invalid" ] } ]"""));

        PluginHost host = await _plugins.StartAsync();

        IGreeter caller = Assert.Single(host.All<IGreeter>()).Instance;
        Assert.Equal(
            "Plugin a.plugin may not reach 'example.invalid': its manifest declares localhost, *.acme.invalid (/permissions, kind network).",
            caller.Greet("http://example.invalid/"));
        Assert.Contains("may not reach 'evilacme.invalid'", caller.Greet("http://evilacme.invalid/"), StringComparison.Ordinal);
        Assert.Equal("tried", caller.Greet("http://localhost:1/"));
    }

    private static CancellationToken Patience => new CancellationTokenSource(Child.DefaultLimit).Token;

    private void AddWith(string configure, params IReadOnlyList<string> contributions) => _plugins.Add("a.plugin", Hello + $$"""
        public sealed class Odd : IDisposable { public void Dispose() { } }
        public sealed class Needy { public Needy(IAsyncResult nobody) { } }
        public sealed class Noisy : IDisposable { public void Dispose() => Witness.Say("registration.noisy", "disposed"); }
        public sealed class Broken : IGreeter { public Broken(Noisy noisy) => throw new InvalidOperationException("broken"); public string Greet(string name) => name; }
        public sealed class Settings { public int Port { get; set; } = 25; }
        public sealed class Configured(IOptions<Settings> settings) : IGreeter { public string Greet(string name) => settings.Value.Port.ToString(); }
        public sealed class Borrower(IServiceProvider services) : IGreeter, IDisposable
        {
            public string Greet(string name) { services.GetRequiredService<ILoggerFactory>().Dispose(); return (!services.GetRequiredService<IHostSecret>().IsDisposed).ToString(); }
            public void Dispose() => Witness.Say("registration.borrower", "disposed");
        }
        public sealed class Entry : ICrmPlugin
        {
            public void Configure(IPluginBuilder plugin)
            {
                {{configure}}
            }
        }
        """, PluginFixture.Manifest("a.plugin", contributions: contributions));

    private sealed class Secret : IHostSecret
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
