using Crm.Sdk.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Makes the store ready for the model before anything else of the host uses it.</summary>
internal sealed partial class StoreStartup(StoreSlot slot, IServiceProvider host, IOptions<CrmOptions> options, ILogger<StoreStartup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Schema == SchemaPolicy.Leave || slot.Find() is not { } store)
        {
            return;
        }

        ModelCatalogue model = host.GetRequiredService<ModelCatalogue>(); // made of what plugins contribute, so only now
        try
        {
            await store.EnsureSchemaAsync(model, SchemaMode.Verify, cancellationToken).ConfigureAwait(false); // takes no lock, so hosts that only read work beside a writer
        }
        catch (CrmException missing) when (missing.Code == StorageErrorCodes.SchemaMissing && MayExtend(store))
        {
            LogExtending(missing.Message);
            await store.EnsureSchemaAsync(model, SchemaMode.CreateOrExtend, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool MayExtend(ICrmStore store) => options.Value.Schema switch
    {
        SchemaPolicy.Extend => true,
        SchemaPolicy.Verify => false,
        _ => !store.Descriptor.IsShared,
    };

    [LoggerMessage(1, LogLevel.Information, "The store is made ready for this model: {Missing}")]
    private partial void LogExtending(string missing);
}
