namespace Crm.Sdk.Credit;

/// <summary>Says who has which role in credit management. A host that knows its people's roles brings its own.</summary>
/// <remarks>Implementations are thread-safe singletons.</remarks>
public interface ICreditAuthority
{
    /// <summary>Whether the scope's actor has a role.</summary>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="role">A code of <see cref="CreditRoles"/> or another one.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<bool> HasAsync(CrmScope scope, string role, CancellationToken cancellationToken);
}
