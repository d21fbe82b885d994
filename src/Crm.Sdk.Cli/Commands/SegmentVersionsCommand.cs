using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment versions NAME</c>: all versions of a saved segment, the latest first.</summary>
internal sealed class SegmentVersionsCommand
{
    private static readonly Column[] Columns = [new("version", IsNumber: true), new("savedAt"), new("savedBy"), new("segment")];

    private readonly Argument<string> _name = new("NAME") { Description = "The name" };

    public Command Make(CommandFrame frame) => frame.MakeRows("versions", "List the versions of a saved segment", RunAsync, _name);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string name = call.Parse.GetRequiredValue(_name);
        await call.Output.RowsAsync(name, Columns, RowsAsync(host.Get<ISegments>(), call.Settings.Scope, name, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(ISegments segments, CrmScope scope, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            CrmPage<SegmentDefinition> page = await segments.VersionsAsync(scope, name, after, cancellationToken).ConfigureAwait(false);
            foreach (SegmentDefinition saved in page.Items)
            {
                yield return [saved.Version, saved.Origin?.At, saved.Origin?.By.Value, saved.Definition];
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
