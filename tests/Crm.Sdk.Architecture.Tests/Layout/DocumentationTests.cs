using System.Text.RegularExpressions;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Architecture.Tests.Layout;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Links_between_files_of_the_tree_lead_somewhere() => Rule.Holds(
        from page in Pages()
        from link in Links(File.ReadAllText(RepositoryFolder.PathOf(page)))
        let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(RepositoryFolder.PathOf(page))!, link))
        where !Path.Exists(target)
        select $"{page} links to {link}, which is not there");

    [Fact]
    public void The_index_of_the_documentation_leads_to_every_page()
    {
        HashSet<string> linked = [.. Links(File.ReadAllText(RepositoryFolder.PathOf("docs", "README.md")))];
        Rule.Holds(Directory.EnumerateFiles(RepositoryFolder.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.PathOf("docs"), file).Replace('\\', '/'))
            .Where(page => page != "README.md" && !linked.Contains(page))
            .Select(page => $"docs/README.md does not link to {page}"));
    }

    [Fact]
    public void Decision_records_are_numbered_without_gaps()
    {
        string[] numbers = [.. Directory.EnumerateFiles(RepositoryFolder.PathOf("docs", "decisions")).Select(file => Path.GetFileName(file)[..4]).Order(StringComparer.Ordinal)];
        Assert.Equal(Enumerable.Range(1, numbers.Length).Select(number => number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)), numbers);
    }

    [Fact]
    public void The_glossary_has_all_built_in_lists()
    {
        string glossary = File.ReadAllText(RepositoryFolder.PathOf("docs", "glossary.md"));
        Rule.Holds(Enumerable.Range(1, 40).Where(number => !glossary.Contains($"| G{number} |", StringComparison.Ordinal)).Select(number => $"docs/glossary.md lacks G{number}"));
    }

    [Fact]
    public void Links_are_read_without_anchors_and_without_those_to_the_web() =>
        Assert.Equal(["a.md", "b/c.md"], Links("[a](a.md) and [b](b/c.md#part), [web](https://example.com/x.md), [here](#part), `[code](no.md)`"));

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(RepositoryFolder.Root, "*.md")
            .Concat(new[] { "docs", "src", "plugins", "samples", "tests" }.SelectMany(folder => Directory.EnumerateFiles(RepositoryFolder.PathOf(folder), "*.md", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

    private static IEnumerable<string> Links(string markdown) =>
        Link().Matches(Code().Replace(markdown, string.Empty)).Select(match => match.Groups["target"].Value.Split('#')[0]).Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
