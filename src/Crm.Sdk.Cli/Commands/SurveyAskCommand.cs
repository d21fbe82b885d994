using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Surveys;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm survey ask</c>: notes that a customer is asked, under a key by which the answer comes back.</summary>
internal sealed class SurveyAskCommand
{
    private readonly Argument<string> _survey = new("CODE") { Description = "The survey's code" };
    private readonly Argument<string> _customer = new("CUSTOMER") { Description = "The customer's key or internal id" };
    private readonly Option<string> _key = new("--key") { Description = "The request's key; asking again under it changes nothing", Required = true };
    private readonly Option<string?> _product = new("--product") { Description = "The product that it is about" };
    private readonly Option<string?> _employee = new("--employee") { Description = "Who served the customer" };

    public Command Make(CommandFrame frame) => frame.Make("ask", "Note that a customer is asked; it is answered once", RunAsync, _survey, _customer, _key, _product, _employee);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, call.Parse.GetRequiredValue(_customer), cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        SurveyRequest request = await host.Get<SurveyDesk>().AskAsync(
            session, call.Parse.GetRequiredValue(_key), call.Parse.GetRequiredValue(_survey), customer, new SurveySubject(null, call.Parse.GetValue(_product), call.Parse.GetValue(_employee)), cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("survey ask", ("key", request.Key), ("askedAt", request.AskedAt), ("until", request.Until), ("answeredAt", request.AnsweredAt)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
