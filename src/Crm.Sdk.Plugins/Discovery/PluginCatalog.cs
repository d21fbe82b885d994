namespace Crm.Sdk.Plugins.Discovery;

/// <summary>Stages 1 and 2: finds the plugins of all sources and reads their manifests. Loads no code.</summary>
internal static class PluginCatalog
{
    public static async Task<List<PluginCandidate>> ReadAsync(IEnumerable<PluginSource> sources, CancellationToken cancellationToken)
    {
        var candidates = new List<PluginCandidate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (PluginSource source in sources)
        {
            if (source is ReferencedSource referenced)
            {
                if (seen.Add(referenced.EntryClass.AssemblyQualifiedName!))
                {
                    candidates.Add(ReadReferenced(referenced));
                }

                continue;
            }

            foreach (PluginCandidate candidate in Discover(((FolderSource)source).Path))
            {
                if (seen.Add(candidate.Directory))
                {
                    candidates.Add(candidate);
                    if (candidate.IsPending)
                    {
                        await ReadFolderAsync(candidate, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }

        return candidates;
    }

    private static IEnumerable<PluginCandidate> Discover(string folder)
    {
        if (File.Exists(Path.Combine(folder, ManifestReader.FileName)))
        {
            return [FromFolder(folder)];
        }

        try
        {
            return
            [
                .. Directory.EnumerateDirectories(folder)
                    .Where(path => Path.GetFileName(path)[0] != '.')
                    .Order(StringComparer.Ordinal)
                    .Select(FromFolder),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PluginCandidate missing = FromFolder(folder);
            missing.Leave(
                PluginState.Rejected, PluginErrorCodes.FolderNotFound,
                $"The plugin folder {folder} cannot be read: {e.Message} Create it, or take it out of the host's settings.");
            return [missing];
        }
    }

    private static PluginCandidate FromFolder(string folder) => new(folder, folder, referenced: null);

    private static async Task ReadFolderAsync(PluginCandidate candidate, CancellationToken cancellationToken)
    {
        string path = Path.Combine(candidate.Directory, ManifestReader.FileName);
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                candidate.Leave(
                    PluginState.Rejected, PluginErrorCodes.ManifestMissing,
                    $"{candidate.Directory} has no {ManifestReader.FileName}, so it is no plugin. Add the manifest, or take the folder away.");
                return;
            }

            byte[] bytes = file.Length > ManifestReader.MaxBytes
                ? new byte[ManifestReader.MaxBytes + 1] // refused for its size, unread
                : await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            Accept(candidate, ManifestReader.Read(bytes), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            candidate.Leave(PluginState.Rejected, PluginErrorCodes.ManifestMissing, $"{path} cannot be read: {e.Message}");
        }
    }

    private static PluginCandidate ReadReferenced(ReferencedSource source)
    {
        var assembly = source.EntryClass.Assembly;
        string name = assembly.GetName().Name!;
        string directory = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
        var candidate = new PluginCandidate(directory, $"{name} (referenced)", source);
        using Stream? stream = assembly.GetManifestResourceStream(ManifestReader.FileName);
        if (stream is null)
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.ManifestMissing,
                $"The assembly {name} has no embedded resource '{ManifestReader.FileName}'. Embed the manifest: <EmbeddedResource Include=\"plugin.json\" LogicalName=\"plugin.json\" />.");
            return candidate;
        }

        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        Accept(candidate, ManifestReader.Read(memory.GetBuffer().AsSpan(0, (int)memory.Length)), $"{ManifestReader.FileName} in {name}");
        if (candidate.Manifest is { } manifest && !string.Equals(manifest.EntryAssembly, name + ".dll", StringComparison.OrdinalIgnoreCase))
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.ManifestInvalid,
                $"{ManifestReader.FileName} in {name} (/entryAssembly) names {manifest.EntryAssembly}; expected: {name}.dll.");
        }

        return candidate;
    }

    private static void Accept(PluginCandidate candidate, ManifestReading reading, string where)
    {
        candidate.Manifest = reading.Manifest;
        if (reading.Problems.IsEmpty)
        {
            return;
        }

        ManifestProblem first = reading.Problems[0];
        string more = reading.Problems.Count == 1 ? string.Empty : $" (and {reading.Problems.Count - 1} more)";
        candidate.Leave(PluginState.Rejected, first.Code, $"{where}, {first}{more}.");
        candidate.Notes.AddRange(reading.Problems.Skip(1).Select(problem => problem.ToString()));
    }
}
