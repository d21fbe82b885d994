using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Testing;

public sealed class RequiredServerTests
{
    [Fact]
    public void The_list_of_required_servers_is_read_and_a_misspelt_one_refused()
    {
        Assert.Empty(RequiredServer.Required(null));
        Assert.Equal(["postgres", "smtp"], RequiredServer.Required("postgres, smtp").Order(StringComparer.Ordinal));
        Assert.Throws<FormatException>(() => RequiredServer.Required("postgresql"));
    }

    [Fact]
    public void The_connection_is_built_from_the_variables_of_libpq_with_quoting()
    {
        var variables = new Dictionary<string, string?> { ["PGHOST"] = "localhost", ["PGPORT"] = "5433", ["PGUSER"] = "postgres", ["PGPASSWORD"] = "a;b=\"c" };
        string connection = RequiredServer.PostgreSqlConnection(name => variables.GetValueOrDefault(name));
        var parsed = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connection };
        Assert.Equal("localhost", parsed["Host"]);
        Assert.Equal("5433", parsed["Port"]);
        Assert.Equal("postgres", parsed["Username"]);
        Assert.Equal("a;b=\"c", parsed["Password"]);
        Assert.False(parsed.ContainsKey("Database"));
    }

    [Fact]
    public void The_source_tree_and_what_is_built_of_it_are_found_from_the_running_tests()
    {
        Assert.True(File.Exists(RepositoryFolder.PathOf("Directory.Packages.props")));
        Assert.Equal(typeof(RequiredServerTests).Assembly.Location, RepositoryFolder.BuiltAssembly("tests/Crm.Sdk.Tests"));
        Assert.Throws<FileNotFoundException>(() => RepositoryFolder.BuiltAssembly("tests/Crm.Sdk.Nothing"));
        Assert.Throws<FileNotFoundException>(() => TestData.Path("no-such-set", "rows.csv"));
    }
}
