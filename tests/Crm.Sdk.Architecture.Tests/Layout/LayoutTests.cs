using System.IO.Enumeration;
using Crm.Sdk.Architecture.Tests.Projects;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Architecture.Tests.Layout;

public sealed class LayoutTests
{
    private const int MaxLines = 600;

    private static readonly string[] AllowedAtTheTop =
        ["Crm.Sdk.sln", "README.md", "README.*.md", "CHANGELOG.md", "LICENSE", "nuget.config", "global.json", ".*", "*.props", "*.targets", "src", "plugins", "samples", "tests", "docs"];

    [Fact]
    public void The_top_of_the_tree_holds_only_what_a_reader_expects_there()
    {
        string[] ignored = [.. File.ReadLines(RepositoryFolder.PathOf(".gitignore")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.TrimEnd('/'))];
        Rule.Holds(NotAllowed(Directory.EnumerateFileSystemEntries(RepositoryFolder.Root).Select(path => Path.GetFileName(path)), ignored));
    }

    [Fact]
    public void A_note_at_the_top_is_found() =>
        Assert.Equal(["PLAN.md", "scripts"], NotAllowed(["src", "README.zh-CN.md", "PLAN.md", ".ci", "crm.db", "scripts"], ["*.db"]));

    [Theory]
    [InlineData("src")]
    [InlineData("plugins")]
    [InlineData("samples")]
    public void Files_stay_short_enough_to_be_read_in_one_sitting(string folder) =>
        Assert.All(SolutionTree.SourceFiles(folder), file => Assert.InRange(File.ReadLines(RepositoryFolder.PathOf(file)).Count(), 0, MaxLines));

    private static IEnumerable<string> NotAllowed(IEnumerable<string> names, IReadOnlyList<string> ignored) =>
        names.Where(name => !AllowedAtTheTop.Concat(ignored).Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))).Order(StringComparer.Ordinal);
}
