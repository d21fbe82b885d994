namespace Crm.Sdk.Storage;

/// <summary>Optional ability of a store: says how it is, brings its schema up to a model step by step, and checks what it keeps.</summary>
/// <remarks>What <c>crm db</c> works with. Thread-safe.</remarks>
public interface IStoreMaintenance
{
    /// <summary>Says where the store is, what it was written by and what it lacks of a model. Changes nothing, and works while another process writes.</summary>
    /// <param name="model">All kinds, those of plugins too.</param>
    /// <param name="countRecords">Whether to count the records of each kind, which reads a whole index of each.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    Task<StoreStatus> StatusAsync(ModelCatalogue model, bool countRecords, CancellationToken cancellationToken);

    /// <summary>
    /// Does everything that <see cref="StoreStatus.Pending"/> lists. It may be killed at any moment: the next call goes on from the last finished chunk.
    /// Does nothing, and takes no lock, where nothing is pending.
    /// </summary>
    /// <param name="model">All kinds, those of plugins too.</param>
    /// <param name="progress">Told of each step and chunk; null where nobody listens.</param>
    /// <param name="cancellationToken">Stops between chunks; a stopped call may be repeated.</param>
    /// <exception cref="CrmException">CRM2011: the store was written by a newer major version. CRM2012: another process migrates or writes. CRM2023: the model contradicts what is stored.</exception>
    Task MigrateAsync(ModelCatalogue model, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Checks the store's files, indexes and rows with the means of its database.</summary>
    /// <param name="model">All kinds, those of plugins too.</param>
    /// <param name="cancellationToken">Stops between kinds.</param>
    /// <returns>What was found to be damaged, one sentence each; empty where all is well.</returns>
    Task<IReadOnlyList<string>> VerifyAsync(ModelCatalogue model, CancellationToken cancellationToken);
}
