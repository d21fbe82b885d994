using System.Reflection;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>Tells what a plugin that the host references gets: the host's own assemblies.</summary>
internal static class HostBindings
{
    public static void Write(Assembly entry, BindingLog log)
    {
        Dictionary<string, Assembly> loaded = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && assembly.GetName().Name is not null)
            .DistinctBy(assembly => assembly.GetName().Name)
            .ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);
        foreach (AssemblyName reference in entry.GetReferencedAssemblies())
        {
            log.Reference(reference.Name!, entry.GetName().Name!);
            bool framework = FrameworkAssemblies.Find(reference.Name!) is not null;
            loaded.TryGetValue(reference.Name!, out Assembly? given);
            log.Bind(
                reference.Name!, reference.Version, given?.GetName().Version,
                framework ? AssemblySource.Framework : AssemblySource.Host,
                given is { Location.Length: > 0 } ? given.Location : null,
                given is null ? "the host's, not loaded yet" : "the host references the plugin, so both have the same");
        }
    }
}
