using Microsoft.Extensions.Configuration;

namespace Crm.Sdk.Plugins.Tests.Infrastructure;

internal static class ConfigurationExtensions
{
    public static IConfiguration With(this ConfigurationManager configuration, IReadOnlyDictionary<string, string?> values)
    {
        foreach ((string key, string? value) in values)
        {
            configuration[key] = value;
        }

        return configuration;
    }
}
