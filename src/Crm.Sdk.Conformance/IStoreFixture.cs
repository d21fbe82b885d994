using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a store writes to have the store laws run on it.</summary>
/// <remarks>Used by one law at a time; a law may have several stores open.</remarks>
public interface IStoreFixture
{
    /// <summary>Opens a store with nothing in it. The law calls <see cref="ICrmStore.EnsureSchemaAsync"/> itself.</summary>
    Task<ICrmStore> CreateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Closes a store and opens again what it kept, as a restarted process would. A store that is not durable answers the same store. An author who wants more
    /// can be unkind here: cut power to a copy, leave half a line behind.
    /// </summary>
    Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken);

    /// <summary>Closes a store and removes what it kept.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Stops the removal; the laws never do.</param>
    Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken);
}
