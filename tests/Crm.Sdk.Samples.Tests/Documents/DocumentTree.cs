using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Samples.Tests.Documents;

/// <summary>The documents that people read: those at the top, in docs, and with each sample.</summary>
internal static class DocumentTree
{
    /// <summary>Their paths, relative to the top of the tree, with <c>/</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFolder.Root, "*.md")
            .Concat(Directory.EnumerateFiles(RepositoryFolder.PathOf("docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateDirectories(RepositoryFolder.PathOf("samples")).SelectMany(sample => Directory.EnumerateFiles(sample, "*.md")))
            .Select(path => Path.GetRelativePath(RepositoryFolder.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string[] Lines(string document) => File.ReadAllLines(RepositoryFolder.PathOf(document));
}
