using System.Globalization;
using System.Reflection;
using Crm.Sdk.Plugins.Discovery;
using Crm.Sdk.Plugins.Loading;

namespace Crm.Sdk.Plugins.Preflight;

/// <summary>Stage 5: looks at a plugin's files, without loading any of them, for everything that would make loading fail or the process end.</summary>
internal sealed class PreflightInspector(SharedAssemblies shared)
{
    private const string NetCore = ".NETCoreApp,Version=v";
    private const string NetStandard = ".NETStandard,";

    /// <summary>Takes the plugin out where something is wrong.</summary>
    /// <param name="candidate">A plugin from a folder.</param>
    /// <param name="exports">The simple names of the assemblies that it gets from other plugins.</param>
    /// <param name="log">Where it is noted which assembly references which.</param>
    /// <returns>Its files; null where it is out.</returns>
    public PluginFiles? Inspect(PluginCandidate candidate, IReadOnlyCollection<string> exports, BindingLog log)
    {
        string entry = candidate.EntryPath;
        if (!File.Exists(entry))
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.EntryAssemblyMissing,
                $"The entry assembly {Path.GetFileName(entry)} is not in {candidate.Directory}. Put it there, or name the right one in {ManifestReader.FileName} (/entryAssembly).");
            return null;
        }

        try
        {
            using AssemblyMetadata metadata = AssemblyMetadata.Read(entry);
            CheckFramework(candidate, metadata);
            CheckDepsFile(candidate);
            if (!candidate.IsPending)
            {
                return null;
            }

            if (FindFiles(candidate) is not { } files)
            {
                return null;
            }

            Walk(candidate, metadata, files, exports, log);
            return candidate.IsPending ? files : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            candidate.Leave(PluginState.Rejected, PluginErrorCodes.EntryAssemblyInvalid, $"The files in {candidate.Directory} cannot be read: {e.Message}");
        }
        catch (Exception e)
        {
            // Damaged metadata shows as a bad image in most places, and as all sorts of things in some.
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.EntryAssemblyInvalid,
                $"{entry} is no .NET assembly: {e.Message} Name the assembly that holds the plugin's entry class in {ManifestReader.FileName} (/entryAssembly).");
        }

        return null;
    }

    private static void CheckFramework(PluginCandidate candidate, AssemblyMetadata metadata)
    {
        Version host = new(Environment.Version.Major, Environment.Version.Minor);
        string? built = metadata.TargetFramework;
        if (built is not null && !built.StartsWith(NetStandard, StringComparison.Ordinal)
            && !(built.StartsWith(NetCore, StringComparison.Ordinal) && Version.TryParse(built.AsSpan(NetCore.Length), out Version? version) && version <= host))
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.FrameworkMismatch,
                $"{candidate.Manifest!.EntryAssembly} is built for {built}, and this host runs .NET {host}. Install a build for net{host} or below.");
        }

        string? declared = candidate.Manifest!.TargetFramework;
        if (built is not null && declared is not null && Moniker(built) != declared)
        {
            candidate.Notes.Add($"Its manifest says {declared} (/targetFramework), its entry assembly {Moniker(built)}.");
        }
    }

    private static string Moniker(string framework) =>
        framework.StartsWith(NetCore, StringComparison.Ordinal) ? $"net{framework[NetCore.Length..]}"
        : framework.Replace(".NETStandard,Version=v", "netstandard", StringComparison.Ordinal);

    private static void CheckDepsFile(PluginCandidate candidate)
    {
        string path = Path.ChangeExtension(candidate.EntryPath, ".deps.json");
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return; // without one, the files beside the entry assembly count
        }

        string? problem = file.Length > DepsFile.MaxBytes
            ? string.Create(CultureInfo.InvariantCulture, $"it has {file.Length} bytes; {DepsFile.MaxBytes} at most are read")
            : DepsFile.FindProblem(File.ReadAllBytes(path));
        if (problem is not null)
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.DepsFileInvalid,
                $"{path}, {problem}. Build the plugin again, or remove the file; then the assemblies in the folder count.");
        }
    }

    private static PluginFiles? FindFiles(PluginCandidate candidate)
    {
        try
        {
            return new PluginFiles(candidate.EntryPath);
        }
        catch (InvalidOperationException e)
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.DepsFileInvalid, $"The runtime cannot read {Path.ChangeExtension(candidate.EntryPath, ".deps.json")}: {e.Message}");
            return null;
        }
    }

    private void Walk(PluginCandidate candidate, AssemblyMetadata entry, PluginFiles files, IReadOnlyCollection<string> exports, BindingLog log)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { entry.Name.Name! };
        var next = new Queue<string>();
        Visit(entry, isEntry: true);
        while (next.TryDequeue(out string? path))
        {
            try
            {
                using AssemblyMetadata metadata = AssemblyMetadata.Read(path);
                Visit(metadata, isEntry: false);
            }
            catch (BadImageFormatException)
            {
                candidate.Notes.Add($"{path} is no .NET assembly, though an assembly of that name is referenced.");
            }
        }

        void Visit(AssemblyMetadata assembly, bool isEntry)
        {
            string name = assembly.Name.Name!;
            foreach (AssemblyName reference in assembly.References)
            {
                log.Reference(reference.Name!, name);
                if (shared.Find(reference.Name!) is { } given)
                {
                    CheckShared(candidate, assembly, reference, given);
                }
                else if (exports.Contains(reference.Name!) || !seen.Add(reference.Name!))
                {
                    continue;
                }
                else if (files.FindAssembly(reference) is { } path)
                {
                    next.Enqueue(path);
                }
                else if (FrameworkAssemblies.Find(reference.Name!) is null)
                {
                    string what = $"{reference.Name} {reference.Version}, which {name} references, is neither shared by the host nor in the plugin's folder nor part of .NET";
                    if (isEntry)
                    {
                        candidate.Leave(
                            PluginState.Rejected, PluginErrorCodes.AssemblyMissing,
                            $"The assembly {what}. Put {reference.Name}.dll into {candidate.Directory}; a project does so by <EnableDynamicLoading>true</EnableDynamicLoading>.");
                        return;
                    }

                    // Libraries reference assemblies that they can do without; only running shows it.
                    candidate.Notes.Add($"The assembly {what}. Code that needs it will fail.");
                }
            }
        }
    }

    private static void CheckShared(PluginCandidate candidate, AssemblyMetadata assembly, AssemblyName reference, Assembly given)
    {
        Version has = given.GetName().Version!;
        if (reference.Name == SdkVersion.AbstractionsName)
        {
            List<string> missing = SdkMembers.FindMissing(assembly, given);
            if (missing.Count > 0)
            {
                candidate.Leave(
                    PluginState.Rejected, PluginErrorCodes.MemberMissing,
                    $"{assembly.Name.Name} is built against {reference.Name} {reference.Version} and uses {string.Join(", ", missing.Take(3))}"
                    + $"{(missing.Count > 3 ? $" and {missing.Count - 3} more" : string.Empty)}, which this host's version {SdkVersion.Current.ToNormalizedString()} does not have. Update the host, or install a plugin built for it.");
            }
        }
        else if (reference.Version is { } wants && wants.Major > has.Major)
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.SharedAssemblyVersion,
                $"{assembly.Name.Name} is built against {reference.Name} {wants}, and the host shares its {has} with plugins. Update the host, or build the plugin against {has.Major}.x.");
        }

        if (reference.Version > has)
        {
            candidate.Notes.Add($"{assembly.Name.Name} is built against {reference.Name} {reference.Version}; it gets the host's {has}.");
        }
    }
}
