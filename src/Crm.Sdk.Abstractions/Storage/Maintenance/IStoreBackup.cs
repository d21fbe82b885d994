namespace Crm.Sdk.Storage;

/// <summary>Optional ability of a store: copies itself into a file while it is in use.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IStoreBackup
{
    /// <summary>Writes one consistent state of the whole store, that of some moment during the call, to a new file.</summary>
    /// <param name="path">Where to; the file must not exist. It appears under this name only when it is complete.</param>
    /// <param name="cancellationToken">Stops before the copy begins.</param>
    /// <exception cref="CrmException">CRM2014: the path is taken or cannot be written.</exception>
    Task BackupAsync(string path, CancellationToken cancellationToken);
}
