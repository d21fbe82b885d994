using System.Text.RegularExpressions;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Documents;

/// <summary>What the documents show and promise is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly CodeBlock[] Blocks = [.. DocumentTree.All.SelectMany(document => CodeBlock.Read(document, DocumentTree.Lines(document)))];

    /// <summary>The pages that a newcomer copies from: there every block must be compiled code. Elsewhere a block may be a sketch, and is checked where it names its source.</summary>
    private static readonly string[] Copied =
        ["README.md", "README.zh-CN.md", "docs/getting-started.md", "docs/first-plugin.md", "docs/concepts.md", "docs/architecture.md", "samples/Acme.LapsingVip/README.md"];

    [Fact]
    public void Every_block_of_code_that_newcomers_copy_is_code_that_the_build_compiles()
    {
        Assert.All(Copied[..4], document => Assert.Contains(Blocks, block => block.Document == document));
        Assert.All(Blocks.Where(block => Copied.Contains(block.Document) || block.Source is not null), block =>
        {
            Assert.True(block.Source is not null, $"{block.Document}, line {block.Line}: name the file above the block, as <!-- code: samples/… -->.");
            Assert.Matches("^(samples|tests)/.*\\.cs$", block.Source);
            Assert.True(
                block.IsIn(File.ReadLines(RepositoryFolder.PathOf(block.Source!))),
                $"{block.Document}, line {block.Line}: {block.Source} does not hold these lines, one after the other. Copy them from there.");
        });
    }

    [Fact]
    public void Every_promise_names_tests_that_exist()
    {
        string[] named = [.. DocumentTree.Lines("docs/promises.md").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).SelectMany(line => Quoted().Matches(line.Split('|')[2])).Select(match => match.Groups["name"].Value)];
        Assert.NotEmpty(named);
        string tests = string.Concat(Directory.EnumerateFiles(RepositoryFolder.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(named, name => Assert.Matches($@"(void|Task|class) {name}\b", tests));
    }

    [Fact]
    public void The_map_of_the_architecture_lists_every_project_and_every_folder_of_src_and_no_other()
    {
        string[] onDisk = [.. Folders("src").SelectMany(project => (string[])[project, .. Folders(project)])];
        string[] onMap = [.. MappedFolders(DocumentTree.Lines("docs/architecture.md"))];
        Assert.Empty(onDisk.Except(onMap).Select(folder => $"docs/architecture.md lacks {folder}: say in a few words what it holds."));
        Assert.Empty(onMap.Except(onDisk).Select(folder => $"docs/architecture.md lists {folder}, which is not there."));
    }

    [Fact]
    public void A_block_is_found_with_its_source_and_compared_without_documentation_and_outer_indentation()
    {
        CodeBlock block = Assert.Single(CodeBlock.Read("d.md", ["text", "```sh", "ls", "```", "<!-- code: samples/A/B.cs -->", "```csharp", "int a = 1;", "", "int b = 2;", "```"]));
        Assert.Equal(("samples/A/B.cs", 6), (block.Source, block.Line));
        Assert.True(block.IsIn(["{", "    int a = 1;", "    /// <summary>b</summary>", "    int b = 2;", "}"]));
        Assert.False(block.IsIn(["int a = 1;", "int c = 3;", "int b = 2;"]));
        Assert.False(block.IsIn([]));
    }

    private static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(RepositoryFolder.PathOf(folder)).Select(path => Path.GetFileName(path))
        .Where(name => name is not ("bin" or "obj")).Select(name => $"{folder}/{name}").Order(StringComparer.Ordinal);

    /// <summary>What stands in backquotes in the first column of a table: projects as they are, folders below a heading with their project's name.</summary>
    private static IEnumerable<string> MappedFolders(IEnumerable<string> map)
    {
        string project = string.Empty;
        foreach (string line in map)
        {
            if (line.StartsWith("##", StringComparison.Ordinal))
            {
                project = line.StartsWith("### src/", StringComparison.Ordinal) ? line["### ".Length..] : string.Empty;
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                foreach (Match name in Quoted().Matches(line.Split('|')[1]))
                {
                    string folder = name.Groups["name"].Value;
                    if (project.Length > 0 || folder.StartsWith("src/", StringComparison.Ordinal))
                    {
                        yield return project.Length > 0 ? $"{project}/{folder}" : folder;
                    }
                }
            }
        }
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();
}
