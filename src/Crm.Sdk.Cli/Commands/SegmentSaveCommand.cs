using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Segments;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment save NAME</c>: saves a segment as the next version of its name.</summary>
internal sealed class SegmentSaveCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The name: ASCII letters, digits, '-', '_' and '.'" };
    private readonly Option<string> _where = new("--where") { Description = "The segment as JSON, or a file that holds it", Required = true };
    private readonly Option<string?> _titleEn = new("--title-en") { Description = "The title in English [default: that of the version before]" };
    private readonly Option<string?> _titleZh = new("--title-zh") { Description = "The title in Chinese [default: that of the version before]" };

    public Command Make(CommandFrame frame) => frame.Make("save", "Save a segment as the next version of a name", RunAsync, _name, _where, _titleEn, _titleZh);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Segment segment = await SegmentText.ReadAsync(call.Parse.GetRequiredValue(_where), cancellationToken).ConfigureAwait(false);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        SegmentDefinition saved = await host.Get<ISegments>().SaveAsync(
            session,
            call.Parse.GetRequiredValue(_name),
            segment,
            call.Settings.AsOf(host.Get<IClock>()),
            call.Parse.GetValue(_titleEn),
            call.Parse.GetValue(_titleZh),
            cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("segment", ("name", saved.Name), ("version", saved.Version)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
