using System.Reflection;
using Crm.Sdk.Plugins.Discovery;
using Crm.Sdk.Plugins.Guarding;
using Crm.Sdk.Plugins.Registration;
using Crm.Sdk.Plugins.Registry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>Stages 6 and 7 for one plugin: from its assembly to its instances. Runs on a thread of its own, because the plugin's code may never return.</summary>
internal sealed class LoadAttempt(
    PluginCandidate candidate,
    PluginLoadContext? context,
    PluginGuard guard,
    IConfiguration settings,
    PluginHostServices host,
    IReadOnlyDictionary<string, ExtensionPoint> points)
{
    private readonly PluginManifest _manifest = candidate.Manifest!;
    private volatile string _step = "loading";

    /// <summary>What is being done, in a few words.</summary>
    public string Step => _step;

    /// <summary>Does it all. Does not throw.</summary>
    public LoadResult Run()
    {
        ServiceProvider? services = null;
        string code = PluginErrorCodes.LoadFailed;
        try
        {
            Func<ICrmPlugin> create = candidate.Referenced?.Create ?? FindEntryClass();

            Begin("the constructor", PluginErrorCodes.ConstructorFailed);
            ICrmPlugin plugin = create();

            Begin("Configure", PluginErrorCodes.ConfigureFailed);
            ServiceCollection collection = PluginServices.Create(_manifest, settings, host);
            var builder = new PluginBuilder(_manifest, candidate.Directory, settings, collection, points);
            plugin.Configure(builder);
            builder.Complete();

            Begin("making its services", PluginErrorCodes.ServicesInvalid);
            services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

            Begin("validating its options", PluginErrorCodes.OptionsInvalid);
            services.GetService<IStartupValidator>()?.Validate();

            var contributions = new List<PublishedContribution>(builder.Registrations.Count);
            foreach (PluginBuilder.Registration registration in builder.Registrations)
            {
                Begin($"making {registration.Contribution.Kind}/{registration.Contribution.Name}", PluginErrorCodes.ServicesInvalid);
                object instance = services.GetRequiredService(registration.Implementation);
                contributions.Add(new PublishedContribution(registration.Contribution, registration.Contract, instance, _manifest.Id, guard));
            }

            Begin("making its background services and probes", PluginErrorCodes.ServicesInvalid);
            return new LoadResult(
                new LoadedPlugin
                {
                    Candidate = candidate,
                    Guard = guard,
                    Services = services,
                    Context = context,
                    Contributions = contributions,
                    BackgroundServices = [.. services.GetServices<IHostedService>()],
                    Probes = [.. services.GetServices<IHealthCheck>()],
                },
                null,
                services);
        }
        catch (CrmException e) when (IsPlatforms(e))
        {
            return new LoadResult(null, new PluginOutcome(PluginState.Faulted, e.Code, e.Message), services);
        }
        catch (OptionsValidationException e)
        {
            return Fail(code, $"The settings under Crm:Plugins:{_manifest.Id} are not valid: {string.Join(" ", e.Failures)}");
        }
        catch (Exception e)
        {
            return Fail(code, $"It failed in {_step}: {ExceptionText.Describe(e)}");
        }

        void Begin(string step, string codeOfFailure)
        {
            _step = step;
            code = codeOfFailure;
        }

        LoadResult Fail(string failureCode, string reason) => new(null, new PluginOutcome(PluginState.Faulted, failureCode, reason), services);
    }

    /// <summary>Whether the error is one that loading and registering raise themselves: CRM55xx and CRM56xx. Its words are then all there is to say.</summary>
    private static bool IsPlatforms(CrmException e) =>
        e.Code.StartsWith("CRM55", StringComparison.Ordinal) || e.Code.StartsWith("CRM56", StringComparison.Ordinal);

    private Func<ICrmPlugin> FindEntryClass()
    {
        Assembly assembly = context!.LoadFromAssemblyPath(candidate.EntryPath);
        List<Type> found = [.. assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(ICrmPlugin).IsAssignableFrom(type))];
        if (found.Count != 1)
        {
            string which = found.Count == 0 ? "has none" : $"has {found.Count}: {string.Join(", ", found.Select(type => type.FullName).Order(StringComparer.Ordinal))}";
            throw new CrmException(
                PluginErrorCodes.EntryClass, $"An entry assembly has one public class that implements {nameof(ICrmPlugin)}; {_manifest.EntryAssembly} {which}.");
        }

        ConstructorInfo constructor = found[0].GetConstructor(Type.EmptyTypes) ?? throw new CrmException(
            PluginErrorCodes.EntryClass, $"{found[0].FullName} has no public constructor without parameters; what it needs it gets in Configure.");
        return () => (ICrmPlugin)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
    }
}
