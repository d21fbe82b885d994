using System.Collections.Concurrent;
using Crm.Sdk.Plugins.Resolution;

namespace Crm.Sdk.Plugins.Registry;

/// <summary>One state of the registry: all contributions, by contract and in order. Immutable; a change is another snapshot in its place.</summary>
internal sealed class ExtensionSnapshot
{
    private readonly IReadOnlyList<PublishedContribution> _contributions;
    private readonly Func<PluginId, IReadOnlySet<PluginId>> _dependencies;
    private readonly ConcurrentDictionary<Type, object> _byContract = new();

    /// <param name="contributions">All contributions.</param>
    /// <param name="dependencies">The plugins that a plugin depends on, directly or through others.</param>
    public ExtensionSnapshot(IReadOnlyList<PublishedContribution> contributions, Func<PluginId, IReadOnlySet<PluginId>> dependencies)
    {
        _contributions = contributions;
        _dependencies = dependencies;
    }

    public IReadOnlyList<Extension<T>> All<T>()
        where T : class => (IReadOnlyList<Extension<T>>)_byContract.GetOrAdd(typeof(T), static (_, snapshot) => snapshot.Select<T>(), this);

    private Extension<T>[] Select<T>()
        where T : class
    {
        List<PublishedContribution> chosen = [.. _contributions.Where(contribution => contribution.Contract == typeof(T))];
        List<PublishedContribution> sorted = DependencyOrder.Sort(
            chosen,
            place => Enumerable.Range(0, chosen.Count).Where(other => _dependencies(chosen[place].Owner).Contains(chosen[other].Owner)),
            contribution => contribution.Declared.Priority,
            contribution => $"{contribution.Owner} {contribution.Declared.Name} {contribution.Declared.Kind}"); // a blank stands below all that ids and names are made of
        return [.. sorted.Select(contribution =>
            new Extension<T>((T)contribution.Instance, contribution.Declared.Name, contribution.Owner, contribution.Guard, contribution.Declared.Priority))];
    }
}
