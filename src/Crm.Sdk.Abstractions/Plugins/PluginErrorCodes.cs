namespace Crm.Sdk.Plugins;

/// <summary>The stable codes of the plugin platform, by stage: 50 discovery, 51 manifest, 53 resolution, 54 preflight, 55 loading, 56 registration, 57 running.</summary>
public static class PluginErrorCodes
{
    /// <summary>A folder of plugins does not exist or cannot be read.</summary>
    public const string FolderNotFound = "CRM5001";

    /// <summary>Contributions were asked for before the plugins were started.</summary>
    public const string NotStarted = "CRM5002";

    /// <summary>A plugin's folder or assembly has no <c>plugin.json</c>.</summary>
    public const string ManifestMissing = "CRM5003";

    /// <summary>The settings of the host switch the plugin off.</summary>
    public const string SwitchedOff = "CRM5004";

    /// <summary>The manifest is no JSON, or too large to be one.</summary>
    public const string ManifestNotJson = "CRM5101";

    /// <summary>The manifest breaks its schema.</summary>
    public const string ManifestInvalid = "CRM5102";

    /// <summary>The manifest is of a form that this host does not know.</summary>
    public const string ManifestVersionUnknown = "CRM5103";

    /// <summary>The manifest declares a contribution to an extension point that this host does not have.</summary>
    public const string UnknownExtensionPoint = "CRM5104";

    /// <summary>A contribution is made for another major version of the extension point's contract.</summary>
    public const string ExtensionPointVersion = "CRM5105";

    /// <summary>The manifest's range of SDK versions does not hold this host's.</summary>
    public const string SdkOutOfRange = "CRM5106";

    /// <summary>Two plugins have the same id.</summary>
    public const string DuplicateId = "CRM5301";

    /// <summary>A plugin that is needed is not there, or was not loaded.</summary>
    public const string DependencyMissing = "CRM5302";

    /// <summary>A plugin that is needed is there in a version outside the range.</summary>
    public const string DependencyVersion = "CRM5303";

    /// <summary>Plugins need each other in a circle.</summary>
    public const string DependencyCycle = "CRM5304";

    /// <summary>Two plugins claim an extension point that takes one.</summary>
    public const string ExclusiveClaim = "CRM5305";

    /// <summary>A native library that the process may hold once is already claimed in another version.</summary>
    public const string NativeConflict = "CRM5306";

    /// <summary>The settings of the host give an exclusive extension point to another plugin.</summary>
    public const string NotSelected = "CRM5307";

    /// <summary>The entry assembly is not there.</summary>
    public const string EntryAssemblyMissing = "CRM5401";

    /// <summary>The entry assembly is no .NET assembly.</summary>
    public const string EntryAssemblyInvalid = "CRM5402";

    /// <summary>The plugin is built for a framework that this host does not run.</summary>
    public const string FrameworkMismatch = "CRM5403";

    /// <summary>The plugin's <c>.deps.json</c> is not as the runtime needs it.</summary>
    public const string DepsFileInvalid = "CRM5404";

    /// <summary>An assembly that the entry assembly needs is nowhere to be had.</summary>
    public const string AssemblyMissing = "CRM5405";

    /// <summary>The plugin is built against a newer version of a shared assembly than the host has.</summary>
    public const string SharedAssemblyVersion = "CRM5406";

    /// <summary>The plugin uses a type or member of the SDK that this host's version does not have.</summary>
    public const string MemberMissing = "CRM5407";

    /// <summary>The entry assembly cannot be loaded.</summary>
    public const string LoadFailed = "CRM5501";

    /// <summary>The entry assembly has no public class that implements <see cref="ICrmPlugin"/>, or more than one.</summary>
    public const string EntryClass = "CRM5502";

    /// <summary>The constructor of the plugin's entry class threw.</summary>
    public const string ConstructorFailed = "CRM5503";

    /// <summary>The plugin contributes what its manifest does not declare.</summary>
    public const string Undeclared = "CRM5601";

    /// <summary>The plugin contributes the same thing twice.</summary>
    public const string ContributedTwice = "CRM5602";

    /// <summary>The plugin contributes to a point with another contract than the host's point of that kind.</summary>
    public const string ContractMismatch = "CRM5603";

    /// <summary>The plugin's registration threw.</summary>
    public const string ConfigureFailed = "CRM5604";

    /// <summary>The manifest declares a contribution that the plugin did not register.</summary>
    public const string NotContributed = "CRM5605";

    /// <summary>The plugin's services do not fit together, or a contribution could not be made.</summary>
    public const string ServicesInvalid = "CRM5606";

    /// <summary>The plugin's settings are not valid.</summary>
    public const string OptionsInvalid = "CRM5607";

    /// <summary>A contribution was given no name though the manifest declares several of its kind.</summary>
    public const string NameNeeded = "CRM5608";

    /// <summary>The plugin did not finish its start within its deadline.</summary>
    public const string StartTimedOut = "CRM5609";

    /// <summary>A call was refused because the plugin's circuit breaker is open.</summary>
    public const string CircuitOpen = "CRM5701";

    /// <summary>A call was given up because it passed its deadline.</summary>
    public const string CallTimedOut = "CRM5702";

    /// <summary>A call was refused because the plugin has as many calls running and waiting as it may.</summary>
    public const string TooManyCalls = "CRM5703";

    /// <summary>A call was refused, or the plugin was switched off, because too many of its calls never came back or its breaker opened too often.</summary>
    public const string Quarantined = "CRM5704";

    /// <summary>A call was refused because guarded calls were nested too deeply.</summary>
    public const string TooDeep = "CRM5705";

    /// <summary>A background service of the plugin failed.</summary>
    public const string BackgroundServiceFailed = "CRM5706";

    /// <summary>The plugin did not stop cleanly.</summary>
    public const string StopFailed = "CRM5707";
}
