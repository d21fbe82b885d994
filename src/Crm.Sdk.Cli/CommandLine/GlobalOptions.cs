using System.CommandLine;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>The options that every command takes. Each can also be set by an environment variable <c>CRM_NAME</c> or in the file of <c>--config</c>.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Connection { get; } = new("--connection") { Description = "The store's connection string [default: Data Source=crm.db]", Recursive = true };

    public Option<string?> Storage { get; } = new("--storage") { Description = "The storage plugin: sqlite, postgresql, or the name of one that --plugins brings [default: sqlite]", Recursive = true };

    public Option<string[]> Plugins { get; } = new("--plugins") { Description = "A folder of plugins; may be repeated", Recursive = true };

    public Option<string?> Config { get; } = new("--config") { Description = "A JSON settings file", Recursive = true };

    public Option<string?> Wait { get; } = new("--wait") { Description = "How many seconds a second writer waits [default: 5]", Recursive = true };

    public Option<string?> Tenant { get; } = new("--tenant") { Description = "The tenant [default: default]", Recursive = true };

    public Option<string?> Actor { get; } = new("--actor") { Description = "Who acts [default: the login name]", Recursive = true };

    public Option<string?> Zone { get; } = new("--zone") { Description = "The time zone in which days are counted [default: UTC]", Recursive = true };

    public Option<string?> Language { get; } = new("--lang") { Description = "The language of texts: en or zh [default: en]", Recursive = true };

    public Option<string?> AsOf { get; } = new("--as-of") { Description = "The moment the answer is for: a date (its end in the zone) or an ISO 8601 instant [default: now]", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output and nothing else there", Recursive = true };

    public Option<string?> Out { get; } = new("--out") { Description = "Write the rows to a CSV file", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Log what happens, and show stack traces", Recursive = true };

    public void AddTo(Command root)
    {
        foreach (Option option in (Option[])[Connection, Storage, Plugins, Config, Wait, Tenant, Actor, Zone, Language, AsOf, Json, Out, Verbose])
        {
            root.Add(option);
        }
    }
}
