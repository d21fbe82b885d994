namespace Crm.Sdk.Plugins;

/// <summary>How a host runs its plugins.</summary>
/// <remarks>Read when the plugins are started; later changes do nothing.</remarks>
public sealed class PluginHostOptions
{
    /// <summary>The limits of calls into plugins.</summary>
    public PluginGuardOptions Guard { get; set; } = new();

    /// <summary>How long constructor, registration and first instances of a plugin may take where the manifest says nothing. From 10 ms to <see cref="MaxStartDeadline"/>; 30 s by default.</summary>
    public TimeSpan StartDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest start that a manifest gets. From 10 ms to 1 hour; 2 minutes by default.</summary>
    public TimeSpan MaxStartDeadline { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a plugin has to stop where the manifest says nothing. From 10 ms to 10 minutes; 10 s by default. A manifest gets no more than ten times of it.</summary>
    public TimeSpan StopDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Which contribution takes an exclusive extension point: the kind, and the contribution's name or its plugin's id. Needed only where several claim it;
    /// plugins that are not chosen are not loaded.
    /// </summary>
    public IDictionary<string, string> Slots { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The simple names of further assemblies of the host whose types cross the border to plugins. Those that hold the contracts of extension points are shared
    /// without being named.
    /// </summary>
    public ICollection<string> SharedAssemblies { get; } = new List<string>();

    /// <summary>Settings of plugins that code has set: by plugin, the key under <c>Crm:Plugins:{id}</c> and the value. They stand above the configuration.</summary>
    public IDictionary<PluginId, IReadOnlyDictionary<string, string?>> Settings { get; } = new Dictionary<PluginId, IReadOnlyDictionary<string, string?>>();

    /// <summary>Checks all values.</summary>
    /// <exception cref="CrmException">CRM1030: a value is out of its range.</exception>
    public void Validate()
    {
        TimeSpan least = TimeSpan.FromMilliseconds(10);
        OptionRange.Require(MaxStartDeadline, least, TimeSpan.FromHours(1), nameof(MaxStartDeadline));
        OptionRange.Require(StartDeadline, least, MaxStartDeadline, nameof(StartDeadline));
        OptionRange.Require(StopDeadline, least, TimeSpan.FromMinutes(10), nameof(StopDeadline));
        Guard.Validate();
    }
}
