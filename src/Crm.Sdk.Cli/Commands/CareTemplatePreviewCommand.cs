using System.CommandLine;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care template preview NAME</c>: what real customers would read; sends nothing.</summary>
internal sealed class CareTemplatePreviewCommand
{
    private static readonly Column[] Columns = [new("customer"), new("language"), new("fallback"), new("subject"), new("body"), new("leftOut")];

    private readonly Argument<string> _name = new("NAME") { Description = "The template's name" };
    private readonly Argument<string[]> _customers = new("ID") { Description = "External keys or internal ids of customers, at most 500", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _channel = new("--channel") { Description = "The channel", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("preview", "Show what customers would read, and send nothing", RunAsync, _name, _customers, _channel);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string name = call.Parse.GetRequiredValue(_name);
        string[] keys = call.Parse.GetRequiredValue(_customers);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var templates = host.Get<IMessageTemplates>();
        MessageTemplate template = await templates.FindAsync(call.Settings.Scope, name, null, cancellationToken).ConfigureAwait(false)
            ?? throw new TemplateException(CareErrorCodes.UnknownTemplate, name, 0, "there is no template of that name; save it first.");
        List<CustomerId> customers = [];
        foreach (string key in keys)
        {
            customers.Add(await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(key), cancellationToken).ConfigureAwait(false));
        }

        IReadOnlyList<RenderedMessage> messages = await templates.PreviewAsync(
            call.Settings.Scope, template, call.Parse.GetRequiredValue(_channel), customers, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        var texts = host.Get<CrmTexts>();
        await call.Output.RowsAsync($"template {name}", Columns, messages.Select((message, i) => new object?[]
        {
            keys[i], message.Language, message.IsFallback, message.Subject, message.LeftOut is null ? message.Body : null, message.LeftOut is { } reason ? texts.Of(reason, call.Settings.Culture) : null,
        }).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
