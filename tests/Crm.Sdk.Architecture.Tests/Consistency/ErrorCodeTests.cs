using System.Text.RegularExpressions;
using Crm.Sdk.Architecture.Tests.Api;
using Crm.Sdk.Architecture.Tests.Projects;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Architecture.Tests.Consistency;

public sealed partial class ErrorCodeTests
{
    private static readonly Lazy<IReadOnlyList<Definition>> LazyDefinitions = new(ReadDefinitions);

    [Fact]
    public void A_code_is_defined_once_in_the_solution()
    {
        Assert.NotEmpty(LazyDefinitions.Value);
        Rule.Holds(Repeated(LazyDefinitions.Value));
    }

    [Fact]
    public void First_party_plugins_keep_to_the_range_of_plugins() =>
        Assert.All(LazyDefinitions.Value.Where(definition => !definition.Folder.StartsWith("src/", StringComparison.Ordinal)), definition => Assert.Equal('5', definition.Code[3]));

    [Fact]
    public void Every_code_has_its_section_in_the_documentation_and_no_other_has()
    {
        string[] documented = [.. Documented(File.ReadAllText(RepositoryFolder.PathOf("docs", "errors.md")))];
        Rule.Holds(LazyDefinitions.Value.Where(definition => !documented.Contains(definition.Code))
            .Select(definition => $"docs/errors.md has no section '### {definition.Code}: …' for {definition.Name} of {definition.Folder}")
            .Concat(documented.Except(LazyDefinitions.Value.Select(definition => definition.Code)).Select(code => $"docs/errors.md has a section for {code}, which no constant defines")));
    }

    [Fact]
    public void Code_and_comments_name_only_codes_that_are_defined()
    {
        HashSet<string> defined = [.. LazyDefinitions.Value.Select(definition => definition.Code)];
        string[] folders = ["src", "plugins", "samples"];
        Rule.Holds(
            from file in folders.SelectMany(SolutionTree.SourceFiles)
            from code in Named(File.ReadAllText(RepositoryFolder.PathOf(file)))
            where !defined.Contains(code)
            select $"{file} names {code}, which no constant defines");
    }

    [Fact]
    public void A_code_used_twice_is_found() => Assert.Equal(
        ["CRM2001 is defined as src/A: Codes.Gone and src/B: Codes.Lost"],
        Repeated([new("src/A", "Codes.Gone", "CRM2001"), new("src/B", "Codes.Lost", "CRM2001"), new("src/B", "Codes.Late", "CRM2002")]));

    [Fact]
    public void Sections_and_names_of_codes_are_read_from_text()
    {
        Assert.Equal(["CRM1001", "CRM1002"], Documented("# Errors\n\n### CRM1002: b\n\nSee CRM9999.\n\n### CRM1001: a\n"));
        Assert.Equal(["CRM1001", "CRM5000"], Named("/// CRM1001: no.\nthrow new CrmException(\"CRM5000\", …) // CRM12345, XCRM1002, CRM1001 to CRM1099"));
    }

    private static IEnumerable<string> Repeated(IEnumerable<Definition> definitions) => definitions
        .GroupBy(definition => definition.Code, StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key} is defined as {string.Join(" and ", group.Select(definition => $"{definition.Folder}: {definition.Name}"))}");

    private static IEnumerable<string> Documented(string text) => Heading().Matches(text).Select(match => match.Groups["code"].Value).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Named(string text) => Mention().Matches(text).Select(match => match.Value).Distinct();

    private static List<Definition> ReadDefinitions()
    {
        List<Definition> definitions = [];
        foreach (ProjectFile project in SolutionTree.Projects.Where(project => !project.IsTest))
        {
            using var assembly = AssemblyMetadata.Open(RepositoryFolder.BuiltAssembly(project.Folder, project.AssemblyName));
            definitions.AddRange(assembly.StringConstants().Where(constant => WholeCode().IsMatch(constant.Value))
                .Select(constant => new Definition(project.Folder, $"{constant.Type}.{constant.Field}", constant.Value)));
        }

        return definitions;
    }

    [GeneratedRegex("^CRM[0-9]{4}$")]
    private static partial Regex WholeCode();

    [GeneratedRegex(@"(?<! to )\bCRM[0-9]{4}\b")]
    private static partial Regex Mention();

    [GeneratedRegex("^### (?<code>CRM[0-9]{4}): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    private sealed record Definition(string Folder, string Name, string Code);
}
