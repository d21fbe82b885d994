using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Crm.Sdk.Plugins.Tests.Infrastructure;

/// <summary>Compiles plugins, good and bad, from source text.</summary>
internal static class Compiler
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Crm.Sdk;
        using Crm.Sdk.Plugins;
        using Crm.Sdk.Plugins.Tests.Contracts;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Options;
        using NodaTime;

        """;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> HostReferences = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>Compiles a library.</summary>
    /// <param name="path">Where to; the file's name is the assembly's.</param>
    /// <param name="source">The source, without usings.</param>
    /// <param name="references">Further assemblies, by path; one of a name that the host has too replaces the host's.</param>
    /// <param name="version">The assembly's version.</param>
    /// <param name="framework">The value of the TargetFramework attribute; none when null.</param>
    /// <param name="manifest">Embedded as plugin.json when given.</param>
    /// <param name="usings">What stands above the source.</param>
    public static string Compile(
        string path, string source, IReadOnlyList<string>? references = null, string version = "1.0.0.0", string? framework = ".NETCoreApp,Version=v10.0", string? manifest = null, string usings = Usings)
    {
        string attributes = $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n"
            + (framework is null ? string.Empty : $"[assembly: System.Runtime.Versioning.TargetFramework(\"{framework}\")]\n");
        HashSet<string> replaced = [.. (references ?? []).Select(reference => Path.GetFileName(reference))];
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(usings + attributes + source)],
            [
                .. HostReferences.Value.Where(reference => !replaced.Contains(Path.GetFileName(reference.Display!))),
                .. (references ?? []).Select(reference => MetadataReference.CreateFromFile(reference)),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable, deterministic: true));

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = File.Create(path);
        var result = compilation.Emit(
            file,
            manifestResources: manifest is null ? null
                : [new ResourceDescription(ManifestReader.FileName, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(manifest)), isPublic: true)]);
        return result.Success
            ? path
            : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }
}
