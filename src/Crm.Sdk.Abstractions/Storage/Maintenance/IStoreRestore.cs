namespace Crm.Sdk.Storage;

/// <summary>Optional ability of a store: puts a backup in its own place.</summary>
/// <remarks>Called on a store that has written nothing yet; no other process may write meanwhile, which the store makes sure of. Thread-safe.</remarks>
public interface IStoreRestore
{
    /// <summary>
    /// Checks a backup, and puts a copy of it where the store is. What was there is moved aside and never deleted; a call that is killed leaves either the old store or the restored one.
    /// </summary>
    /// <param name="path">The backup, which is only read.</param>
    /// <param name="model">All kinds, those of plugins too: every record of the backup is read before anything changes, unless it is to be migrated first.</param>
    /// <param name="replace">Whether a store that is there and whole may be replaced. A damaged one is always replaced.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    /// <returns>Where what was there lies now.</returns>
    /// <exception cref="CrmException">
    /// CRM2011: the backup was written by a newer major version. CRM2012: another process writes the store. CRM2013: the backup is damaged or no store.
    /// CRM2014: there is no such file, or it cannot be read or copied. CRM2015: a whole store is there and <paramref name="replace"/> is false. Nothing was changed in all these cases.
    /// </exception>
    Task<StoreRestored> RestoreAsync(string path, ModelCatalogue model, bool replace, CancellationToken cancellationToken);
}
