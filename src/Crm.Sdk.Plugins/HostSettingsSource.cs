using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Crm.Sdk.Plugins;

/// <summary>A section of the host's configuration as the lowest layer of a plugin's settings.</summary>
/// <remarks>The framework's own chaining passes over values that are set to the empty text, and "none" is a value too.</remarks>
internal sealed class HostSettingsSource(IConfiguration section) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(section);

    private sealed class Provider(IConfiguration section) : IConfigurationProvider
    {
        public bool TryGet(string key, out string? value) => (value = section[key]) is not null;

        public void Set(string key, string? value) =>
            throw new NotSupportedException($"A plugin reads its settings and does not change them; set '{key}' in the host's configuration.");

        public IChangeToken GetReloadToken() => section.GetReloadToken();

        public void Load()
        {
            // The host loads its configuration.
        }

        public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
            (parentPath is null ? section : section.GetSection(parentPath)).GetChildren().Select(child => child.Key)
                .Concat(earlierKeys).Order(ConfigurationKeyComparer.Instance);
    }
}
