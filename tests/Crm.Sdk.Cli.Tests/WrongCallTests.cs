using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>A wrong call ends with exit code 2, one line on standard error that names what was wrong and nothing on standard output, and leaves no store behind.</summary>
public sealed class WrongCallTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Theory]
    [InlineData("frogs", "import", "frogs", "{file}")]
    [InlineData("nowhere.csv", "import", "customers", "nowhere.csv")]
    [InlineData("XXZ", "import", "orders", "{file}", "--currency", "XXZ")]
    [InlineData("namme", "import", "customers", "{file}", "--map", "namme=name")]
    [InlineData("name", "import", "customers", "{file}", "--map", "name")]
    [InlineData("often", "import", "customers", "{file}", "--effects", "often")]
    [InlineData("#", "import", "customers", "{file}", "--delimiter", "#")]
    [InlineData("Mars/Base", "classify", "--zone", "Mars/Base")]
    [InlineData("1998-06-31", "classify", "--as-of", "1998-06-31")]
    [InlineData("tomorrow", "rfm", "--as-of", "tomorrow")]
    [InlineData("no-such-rule", "classify", "--rule", "no-such-rule")]
    [InlineData("--rule", "classify", "--full", "--rule", "value-tier")]
    [InlineData("fr", "explain", "a", "--lang", "fr")]
    [InlineData("soon", "classify", "--wait", "soon")]
    [InlineData("a b", "classify", "--tenant", "a b")]
    [InlineData("frog", "classify", "--storage", "frog")]
    [InlineData("Frog", "classify", "--connection", "Frog=1")]
    [InlineData("nowhere.json", "classify", "--config", "nowhere.json")]
    [InlineData("10", "rfm", "--bins", "10")]
    [InlineData("yesterday", "rfm", "--from", "yesterday")]
    [InlineData("median", "rfm", "--method", "median")]
    [InlineData("--edges", "rfm", "--method", "fixed")]
    [InlineData("--edges", "rfm", "--edges", "{file}")]
    [InlineData("is no JSON", "rfm", "--method", "fixed", "--edges", "{file}")]
    [InlineData("nowhere.json", "rfm", "--segments", "nowhere.json")]
    [InlineData("--out", "classify", "--out", "x.csv")]
    [InlineData("--colour", "classify", "--colour", "red")]
    [InlineData("--dimension", "labels")]
    [InlineData("clasify", "clasify")]
    [InlineData("ID", "explain")]
    [InlineData("command", "db")]
    [InlineData("--customers", "bench", "generate", "--customers", "0")]
    [InlineData("many", "bench", "generate", "--customers", "many")]
    public async Task It_is_named_in_one_line(string named, params string[] args)
    {
        string file = await _folder.WriteAsync("customers.csv", "key,name\na,Ada\n");
        string[] call = [.. args.Select(arg => arg == "{file}" ? file : arg)];

        ToolRun run = call.Contains("--connection") ? await ToolFolder.RunPlainAsync(call) : await _folder.RunAsync(call);

        run.Expect(2);
        Assert.Contains(named, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_wrong_setting_leaves_no_store_behind()
    {
        (await _folder.RunAsync("classify", "--as-of", "never")).Expect(2);

        Assert.False(File.Exists(_folder.PathOf("crm.db")));
    }

    [Fact] // a name may begin with '@'; the parser's response files would open it
    public async Task An_argument_with_an_at_sign_is_no_file()
    {
        string file = await _folder.WriteAsync("customers.csv", "key,name\n@ada,Ada\n");
        (await _folder.RunAsync("import", "customers", file)).Expect(0);

        (await _folder.RunAsync("explain", "@ada")).Expect(0);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        ToolRun run = (await ToolFolder.RunPlainAsync("--help")).Expect(0);

        foreach (string command in (string[])["import", "export", "classify", "labels", "explain", "rfm", "outbox", "db", "plugin", "bench"])
        {
            Assert.Contains($"\n  {command} ", run.Output, StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
