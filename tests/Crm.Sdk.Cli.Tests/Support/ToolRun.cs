using System.Text.Json;

namespace Crm.Sdk.Cli.Tests.Support;

/// <summary>What one call of the tool did: its exit code and both outputs.</summary>
public sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as JSON; throws where it is not exactly one document.</summary>
    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>This run, which must have ended with an exit code.</summary>
    public ToolRun Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode} instead of {exitCode}.\n{Output}\n{Error}");
        return this;
    }
}
