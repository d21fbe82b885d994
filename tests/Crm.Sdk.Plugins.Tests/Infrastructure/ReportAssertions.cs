using Xunit;

namespace Crm.Sdk.Plugins.Tests.Infrastructure;

internal static class ReportAssertions
{
    /// <summary>Asserts a plugin's state and code, and gives its report.</summary>
    public static PluginReport Is(this PluginHost host, string id, PluginState state, string? code = null)
    {
        PluginReport report = host.Report.Find(new PluginId(id)) ?? throw new Xunit.Sdk.XunitException($"No report on {id}:\n{host.Report}");
        Assert.True(report.State == state && report.Code == code, $"Expected {state} {code}, got:\n{report}");
        Assert.Equal(code is null, report.Reason is null);
        return report;
    }

    public static void IsActive(this PluginHost host, params ReadOnlySpan<string> ids)
    {
        foreach (string id in ids)
        {
            host.Is(id, PluginState.Active);
        }
    }
}
