namespace Crm.Sdk.Sessions;

/// <summary>Looks at what a commit is about to write, before it is put together, and may refuse it.</summary>
/// <remarks>Asked once for each commit, and not again when a commit of unknown outcome is repeated. A thread-safe singleton.</remarks>
public interface ICommitCheck
{
    /// <summary>Judges a commit.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="changes">What the commit is about to write.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What the committer should know although it does not stand in the way.</returns>
    /// <exception cref="CrmException">The commit is refused; nothing is written.</exception>
    Task<ValueList<DuplicateAlert>> CheckAsync(TenantId tenant, PendingChanges changes, CancellationToken cancellationToken);
}
