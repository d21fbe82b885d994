using System.Reflection;
using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>PL-1: what the contracts offer to plugins, the host takes from them.</summary>
public sealed class ExtensionPointsTests
{
    [Fact]
    public async Task Every_extension_point_of_the_contracts_is_one_of_the_hosts()
    {
        string[] declared =
        [
            .. typeof(ExtensionPoint).Assembly.GetExportedTypes()
                .SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
                .Where(static property => property.PropertyType == typeof(ExtensionPoint))
                .Select(static property => ((ExtensionPoint)property.GetValue(null)!).Kind)
                .Order(StringComparer.Ordinal),
        ];
        await using TestHost host = TestHost.Build();

        Assert.Equal(declared, host.Services.GetServices<ExtensionPoint>().Select(static point => point.Kind).Order(StringComparer.Ordinal));
        Assert.Contains("points-use-order", declared);
    }
}
