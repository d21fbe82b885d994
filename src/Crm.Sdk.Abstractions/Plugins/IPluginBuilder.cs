using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Plugins;

/// <summary>What a plugin registers into. Each extension point brings a method of its own on it, such as <c>AddRule</c> or <c>AddChannel</c>.</summary>
/// <remarks>Used by one thread, within <see cref="ICrmPlugin.Configure"/> only.</remarks>
public interface IPluginBuilder
{
    /// <summary>The plugin's manifest, as the host read it.</summary>
    PluginManifest Manifest { get; }

    /// <summary>
    /// The plugin's own services: no other plugin and no host code sees them. The host's <c>ILoggerFactory</c>, <c>ILogger&lt;T&gt;</c>, <c>IClock</c>,
    /// <c>TimeProvider</c>, <c>IConfiguration</c> (the plugin's section) and an <c>IMeterFactory</c> of the plugin's own are there already, and an <c>HttpClient</c>
    /// that reaches the hosts of the manifest's network permissions and follows no redirects. <c>IHostedService</c>s are started after all plugins are
    /// loaded; <c>IHealthCheck</c>s are asked when the host's health is.
    /// </summary>
    IServiceCollection Services { get; }

    /// <summary>The plugin's settings: the section <c>Crm:Plugins:{id}</c> of the host's configuration, under what code has set for the plugin.</summary>
    IConfiguration Configuration { get; }

    /// <summary>The folder that the plugin's files lie in, as an absolute path. A plugin finds its files by this, not by the place of its assembly.</summary>
    string Directory { get; }

    /// <summary>Contributes an implementation to an extension point. The host makes one instance, from <see cref="Services"/>, and uses it from many threads.</summary>
    /// <typeparam name="TContract">The extension point's contract.</typeparam>
    /// <typeparam name="TImplementation">The implementation, thread-safe; registered as a singleton unless <see cref="Services"/> has it already.</typeparam>
    /// <param name="point">The extension point.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one of this kind.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="CrmException">
    /// CRM5601: the manifest does not declare it; CRM5602: contributed twice; CRM5603: the host's point of this kind has another contract; CRM5608: the manifest
    /// declares several of the kind and no name was given.
    /// </exception>
    IPluginBuilder Contribute<TContract, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>(
        ExtensionPoint point, string? name = null)
        where TContract : class
        where TImplementation : class, TContract;

    /// <summary>Binds options to the plugin's settings and validates them before the plugin is used.</summary>
    /// <typeparam name="TOptions">The options' type: a class with settable properties.</typeparam>
    /// <param name="section">The section under <see cref="Configuration"/>; null for all of it.</param>
    /// <param name="configure">Adds checks (<c>options.Validate(…)</c>) and defaults in code; validators in <see cref="Services"/> are run too.</param>
    /// <returns>This builder.</returns>
    IPluginBuilder AddOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions>(
        string? section = null, Action<OptionsBuilder<TOptions>>? configure = null)
        where TOptions : class;
}
