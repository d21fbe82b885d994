using Crm.Sdk.Plugins.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Crm.Sdk.Plugins.Tests;

public sealed class PluginSettingsTests
{
    private static readonly PluginId Id = new("a.plugin");

    private static readonly Dictionary<string, string?> Host = new()
    {
        ["Crm:Plugins:a.plugin:Path"] = "host.db",
        ["Crm:Plugins:a.plugin:Pool:Size"] = "8",
        ["Crm:Plugins:a.plugin:Prefix"] = "",
        ["Crm:Plugins:b.plugin:Path"] = "other.db",
    };

    [Fact]
    public void Code_stands_above_the_hosts_configuration_key_by_key()
    {
        using PluginSettings settings = Make(("path", "code.db"), ("Pool:Wait", "3"));
        IConfiguration own = settings.For(Id);

        Assert.Equal("code.db", own["Path"]);
        Assert.Equal(("8", "3"), (own["Pool:Size"], own["Pool:Wait"]));
        Assert.Equal(["Size", "Wait"], own.GetSection("Pool").GetChildren().Select(child => child.Key));
        Assert.Equal(["Path", "Pool", "Prefix"], own.GetChildren().Select(child => child.Key), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_value_that_is_set_to_the_empty_text_is_set() => Assert.Equal(string.Empty, Make().For(Id)["Prefix"]);

    [Fact]
    public void A_plugin_cannot_change_the_hosts_configuration() => Assert.Throws<NotSupportedException>(() => Make().For(Id)["Path"] = "mine.db");

    [Fact]
    public void Without_a_configuration_there_is_what_code_has_set() =>
        Assert.Equal("x", new PluginSettings(null, new Dictionary<PluginId, IReadOnlyDictionary<string, string?>> { [Id] = new Dictionary<string, string?> { ["Path"] = "x" } }).For(Id)["Path"]);

    private static PluginSettings Make(params (string Key, string? Value)[] code) => new(
        new ConfigurationManager().With(Host),
        new Dictionary<PluginId, IReadOnlyDictionary<string, string?>> { [Id] = code.ToDictionary(pair => pair.Key, pair => pair.Value) });
}
