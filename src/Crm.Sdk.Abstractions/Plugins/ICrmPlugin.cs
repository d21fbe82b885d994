namespace Crm.Sdk.Plugins;

/// <summary>The entry point of a plugin: the one public class of its entry assembly that registers what the plugin contributes.</summary>
/// <remarks>
/// The class needs a public constructor without parameters. The host makes one instance, calls <see cref="Configure"/> once, and lets go of it; what the
/// plugin keeps belongs into <see cref="IPluginBuilder.Services"/>. Throwing is allowed: the host reports the plugin as faulted, with the message, and goes
/// on with the others. The time for constructor and registration is limited by the manifest's <c>deadlines.startMs</c>.
/// </remarks>
public interface ICrmPlugin
{
    /// <summary>Registers services and contributions. Does no work of its own: no connections, files, threads or timers.</summary>
    /// <param name="plugin">What the plugin registers into; of no use after the call.</param>
    void Configure(IPluginBuilder plugin);
}
