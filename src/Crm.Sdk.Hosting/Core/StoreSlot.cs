using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Hosting;

/// <summary>The one store of the host. The slot is exclusive, so the plugin platform has settled which contribution takes it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class StoreSlot(PluginHost plugins)
{
    /// <summary>The store, or null where no plugin brought one: a host may have plugins and no records.</summary>
    public ICrmStore? Find() => plugins.All<ICrmStore>() is [var only] ? only.Instance : null;

    /// <summary>The store.</summary>
    /// <exception cref="CrmException">CRM2041: there is none.</exception>
    public ICrmStore Get() => Find() ?? throw new CrmException(CoreErrorCodes.NoStore, Why());

    private string Why()
    {
        string[] failed = [.. plugins.Report.Plugins.Where(static plugin => plugin.Code is not null).Select(static plugin => $"{plugin.Id}: {plugin.Code}: {plugin.Reason}")];
        return failed.Length == 0
            ? "The host has no store: add one, for example crm.UseSqlite(\"Data Source=crm.db\")."
            : $"The host has no store, and these plugins did not start: {string.Join(" | ", failed)}";
    }
}
