namespace Crm.Sdk.Plugins;

/// <summary>What plugins have contributed, for the parts of the host that use it.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IExtensions
{
    /// <summary>The contributions that implement a contract.</summary>
    /// <typeparam name="T">The contract of an extension point.</typeparam>
    /// <returns>
    /// One state of the registry, whole and unchanging. The order is total: a plugin's contributions after those of the plugins it depends on; then greater
    /// <see cref="Extension{T}.Priority"/> first; then by plugin id, then by name, both by code point.
    /// </returns>
    /// <exception cref="CrmException">CRM5002: the plugins have not been started yet.</exception>
    IReadOnlyList<Extension<T>> All<T>()
        where T : class;
}
