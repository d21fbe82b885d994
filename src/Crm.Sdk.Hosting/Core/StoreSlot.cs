using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Hosting;

/// <summary>The one store of the host. The slot is exclusive, so the plugin platform has settled which contribution takes it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class StoreSlot(IExtensions extensions)
{
    /// <summary>The store, or null where no plugin brought one: a host may have plugins and no records.</summary>
    public ICrmStore? Find() => extensions.All<ICrmStore>() is [var only] ? only.Instance : null;

    /// <summary>The store.</summary>
    /// <exception cref="CrmException">CRM2041: there is none.</exception>
    public ICrmStore Get() => Find() ?? throw new CrmException(
        CoreErrorCodes.NoStore,
        "The host has no store: add one, for example crm.UseSqlite(\"Data Source=crm.db\"). If you did, the load report says why its plugin failed.");
}
