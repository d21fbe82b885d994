using Crm.Sdk.Storage;

namespace Crm.Sdk;

/// <summary>The way in: opens sessions on the host's store.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public interface ICrm
{
    /// <summary>All kinds of records that the host knows.</summary>
    ModelCatalogue Model { get; }

    /// <summary>Opens a unit of work of one tenant and one actor. Nothing is read or locked by opening it.</summary>
    ICrmSession OpenSession(CrmScope scope);
}
