using System.CommandLine;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care template save NAME FILE</c>: checks a template and saves it as the next version of a name.</summary>
internal sealed class CareTemplateSaveCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The name: ASCII letters, digits, '-', '_' and '.'" };
    private readonly Argument<string> _file = new("FILE") { Description = "The template as JSON (docs/schemas/message-template.schema.json)" };

    public Command Make(CommandFrame frame) => frame.Make("save", "Check a message template and save it as the next version of a name", RunAsync, _name, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string json = await CareFile.ReadAsync(call.Parse.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false);
        MessageTemplate template = MessageTemplateJson.Read(call.Parse.GetRequiredValue(_name), json);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        MessageTemplate saved = await host.Get<IMessageTemplates>().SaveAsync(session, template, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("template", ("name", saved.Name), ("version", saved.Version)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
