using Crm.Sdk.Plugins;

namespace Crm.Sdk.Hosting;

/// <summary>The settings of the customer relationship core on a host: the section <c>Crm</c> of its configuration.</summary>
/// <remarks>Validated when the host starts, and read then; later changes do nothing. The section <c>Crm:Plugins:{id}</c> beside it belongs to the plugin of that id.</remarks>
public sealed class CrmOptions
{
    /// <summary>The section's name: <c>Crm</c>.</summary>
    public const string Section = "Crm";

    /// <summary>Folders of plugins beside those that code adds: absolute, or relative to the folder of the host's program.</summary>
    public IList<string> PluginFolders { get; } = new List<string>();

    /// <summary>
    /// Which contribution takes an exclusive extension point: the kind (<c>storage</c>), and the contribution's name or its plugin's id. Needed only where several
    /// plugins claim it; those that are not chosen are not loaded.
    /// </summary>
    public IDictionary<string, string> Slots { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the host may do to a store that lacks something of the model: create it, or refuse to start. By default files are extended and servers are not.</summary>
    public SchemaPolicy Schema { get; set; } = SchemaPolicy.Auto;

    /// <summary>The tenants' reporting currency, an ISO 4217 code: facts and thresholds are in it. Where null, the currency of the orders.</summary>
    public string? ReportingCurrency { get; set; }

    /// <summary>The dimensions in which a changed label raises an event for its customer, such as <c>value-tier</c>; none by default.</summary>
    public IList<string> FollowedDimensions { get; } = new List<string>();

    /// <summary>The key of the audit's hashes, in base64. Without one the hashes show accidental damage only.</summary>
    public string? AuditKey { get; set; }

    /// <summary>The limits under which plugins are called.</summary>
    public PluginGuardOptions Guard { get; set; } = new();

    /// <summary>How long a plugin may take to start where its manifest says nothing. From 10 ms to 2 minutes; 30 s by default.</summary>
    public TimeSpan PluginStartDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a plugin may take to stop where its manifest says nothing. From 10 ms to 10 minutes; 10 s by default.</summary>
    public TimeSpan PluginStopDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The simple names of the host's own assemblies whose types cross the border to plugins.</summary>
    public IList<string> SharedAssemblies { get; } = new List<string>();
}
