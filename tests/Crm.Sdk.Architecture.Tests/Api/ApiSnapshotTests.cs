using Crm.Sdk.Architecture.Tests.Projects;
using Crm.Sdk.TestSupport;
using Xunit;
using Xunit.Sdk;

namespace Crm.Sdk.Architecture.Tests.Api;

public sealed class ApiSnapshotTests
{
    private static readonly ApiSnapshot Accepted = new(RepositoryFolder.PathOf("tests", "Crm.Sdk.Architecture.Tests", "Api", "Snapshots"), ApiSnapshot.Accepts(Environment.GetEnvironmentVariable));

    public static TheoryData<string> Assemblies => [.. SolutionTree.Published.Select(project => project.AssemblyName)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_shows_its_users_what_was_accepted(string assembly)
    {
        ProjectFile project = SolutionTree.Published.Single(project => project.AssemblyName == assembly);
        using var metadata = AssemblyMetadata.Open(RepositoryFolder.BuiltAssembly(project.Folder, assembly));
        if (Accepted.Compare(assembly, ApiText.Of(ApiReader.Read(metadata))) is { } difference)
        {
            throw new XunitException(difference);
        }
    }

    [Fact]
    public void Every_accepted_surface_is_of_an_assembly_that_exists() =>
        Rule.Holds(Accepted.Assemblies.Except(SolutionTree.Published.Select(project => project.AssemblyName)).Select(name => $"Api/Snapshots/{name}.txt is of no assembly; delete it"));

    [Fact]
    public async Task A_difference_is_shown_with_what_to_do_and_is_gone_once_accepted()
    {
        await using var folder = new TempFolder();
        await folder.WriteAsync("A.txt", "namespace N\n\npublic class A\n    int One()\n");
        const string Now = "namespace N\n\npublic class A\n    int One()\n    int Two()\n";
        var review = new ApiSnapshot(folder.Root, accepts: false);

        string? difference = review.Compare("A", Now);
        Assert.Contains("  public class A\n+     int Two()\n", difference, StringComparison.Ordinal);
        Assert.Contains("CRM_ACCEPT_API=1 dotnet test", difference, StringComparison.Ordinal);
        Assert.NotNull(review.Compare("A", Now)); // looking accepts nothing

        Assert.Null(new ApiSnapshot(folder.Root, accepts: true).Compare("A", Now));
        Assert.Null(review.Compare("A", Now));
    }

    [Fact]
    public async Task An_assembly_that_nobody_accepted_yet_is_a_difference_even_where_it_shows_nothing()
    {
        await using var folder = new TempFolder();
        Assert.NotNull(new ApiSnapshot(folder.Root, accepts: false).Compare("New", string.Empty));
        Assert.Null(new ApiSnapshot(folder.Root, accepts: true).Compare("New", string.Empty));
        Assert.Equal(["New"], new ApiSnapshot(folder.Root, accepts: false).Assemblies);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("", "true", false)]
    [InlineData("1", null, true)]
    public void Accepting_is_asked_for(string? value, string? ci, bool accepts) => Assert.Equal(accepts, ApiSnapshot.Accepts(Reading(value, ci)));

    [Theory]
    [InlineData("yes", null)]
    [InlineData("0", null)]
    [InlineData("1", "true")] // on a build server nobody reviews
    public void Accepting_otherwise_is_refused(string value, string? ci) => Assert.Throws<FormatException>(() => ApiSnapshot.Accepts(Reading(value, ci)));

    private static Func<string, string?> Reading(string? value, string? ci) => variable => variable == "CI" ? ci : value;
}
