using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Plugins.Registration;

/// <summary>Stage 7: collects what a plugin registers, and lets through only what its manifest declares.</summary>
internal sealed class PluginBuilder(
    PluginManifest manifest, string directory, IConfiguration configuration, IServiceCollection services, IReadOnlyDictionary<string, ExtensionPoint> points) : IPluginBuilder
{
    private readonly List<Registration> _registrations = [];

    public PluginManifest Manifest => manifest;

    public IServiceCollection Services => services;

    public IConfiguration Configuration => configuration;

    public string Directory => directory;

    /// <summary>What the plugin has contributed, in its order.</summary>
    public IReadOnlyList<Registration> Registrations => _registrations;

    public IPluginBuilder Contribute<TContract, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>(
        ExtensionPoint point, string? name = null)
        where TContract : class
        where TImplementation : class, TContract
    {
        ArgumentNullException.ThrowIfNull(point);
        if (!points.TryGetValue(point.Kind, out ExtensionPoint? known) || known.Contract != typeof(TContract) || point.Contract != typeof(TContract))
        {
            string contract = known is null ? "none" : known.Contract.FullName!;
            throw new CrmException(
                PluginErrorCodes.ContractMismatch,
                $"{typeof(TImplementation).Name} is contributed as {point.Kind} by the contract {typeof(TContract).FullName}; the host's contract for {point.Kind} is {contract}.");
        }

        PluginContribution declared = Declared(point.Kind, name, typeof(TImplementation).Name);
        if (_registrations.Exists(registration => registration.Contribution == declared))
        {
            throw new CrmException(PluginErrorCodes.ContributedTwice, $"The {point.Kind} '{declared.Name}' is contributed twice; each name stands for one implementation.");
        }

        services.TryAddSingleton<TImplementation>();
        _registrations.Add(new Registration(declared, typeof(TContract), typeof(TImplementation)));
        return this;
    }

    public IPluginBuilder AddOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions>(
        string? section = null, Action<OptionsBuilder<TOptions>>? configure = null)
        where TOptions : class
    {
        OptionsBuilder<TOptions> options = services.AddOptions<TOptions>().Bind(section is null ? configuration : configuration.GetSection(section));
        configure?.Invoke(options);
        options.ValidateOnStart();
        return this;
    }

    /// <summary>Checks that everything declared was contributed, each by a singleton.</summary>
    /// <exception cref="CrmException">CRM5605 or CRM5606.</exception>
    public void Complete()
    {
        List<string> absent =
        [
            .. manifest.Contributions
                .Where(declared => !_registrations.Exists(registration => registration.Contribution == declared))
                .Select(declared => $"{declared.Kind}/{declared.Name}"),
        ];
        if (absent.Count > 0)
        {
            throw new CrmException(
                PluginErrorCodes.NotContributed,
                $"The manifest declares {string.Join(", ", absent)}, which the plugin did not register. Register it in Configure, or remove it from {ManifestReader.FileName} (/contributions).");
        }

        foreach (Registration registration in _registrations)
        {
            ServiceLifetime lifetime = services.Last(service => service.ServiceType == registration.Implementation && !service.IsKeyedService).Lifetime;
            if (lifetime != ServiceLifetime.Singleton)
            {
                throw new CrmException(
                    PluginErrorCodes.ServicesInvalid,
                    $"{registration.Implementation.Name}, contributed as {registration.Contribution.Kind}, is registered as {lifetime}; the host uses one instance from many threads, so it must be a singleton.");
            }
        }
    }

    private PluginContribution Declared(string kind, string? name, string implementation)
    {
        List<PluginContribution> ofKind = [.. manifest.Contributions.Where(contribution => contribution.Kind == kind)];
        if (name is null && ofKind.Count > 1)
        {
            throw new CrmException(
                PluginErrorCodes.NameNeeded,
                $"{implementation} is contributed as {kind} without a name, and the manifest declares {string.Join(", ", ofKind.Select(declared => declared.Name))}. Say which one it is.");
        }

        return (name is null ? ofKind.FirstOrDefault() : ofKind.Find(declared => declared.Name == name)) ?? throw new CrmException(
            PluginErrorCodes.Undeclared,
            $"{implementation} is contributed as {kind}{(name is null ? string.Empty : $" '{name}'")}, which the manifest does not declare. Add it to {ManifestReader.FileName} (/contributions).");
    }

    /// <summary>One contribution with its types.</summary>
    internal sealed record Registration(PluginContribution Contribution, Type Contract, Type Implementation);
}
