namespace Crm.Sdk.Plugins;

/// <summary>A plugin's entry class in an assembly that the host references.</summary>
internal sealed class ReferencedSource(Type entryClass, Func<ICrmPlugin> create) : PluginSource
{
    public Type EntryClass { get; } = entryClass;

    public Func<ICrmPlugin> Create { get; } = create;
}
