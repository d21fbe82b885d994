using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Acme.DocumentStore;

/// <summary>The plugin: one store and its settings.</summary>
public sealed class DocumentStorePlugin : ICrmPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin) => plugin
        .AddStore<FileDocumentStore>()
        .AddOptions<FileDocumentStoreOptions>(configure: options => options.Validate(static o => o.Path.Length > 0, "Path names the file to keep documents in."));
}
