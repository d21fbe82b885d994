using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit case list</c>: lists credit cases.</summary>
internal sealed class CreditCaseListCommand
{
    private const int PageSize = 500;

    private static readonly Column[] Columns = [new("id"), new("customer"), new("requested", IsNumber: true), new("openedAt"), new("state"), new("next"), new("grade"), new("limit", IsNumber: true)];

    private readonly Option<string?> _customer = new("--customer") { Description = "Only the cases of a customer, by key or id" };
    private readonly Option<bool> _all = new("--all") { Description = "Also those that are done or rejected" };

    public Command Make(CommandFrame frame) => frame.MakeRows("list", "List open credit cases", RunAsync, _customer, _all);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        Condition where = call.Parse.GetValue(_all) ? Condition.Everything : Condition.Equal(CreditCaseModel.State, FieldValue.Of((long)CreditCaseState.Open));
        if (call.Parse.GetValue(_customer) is { } name)
        {
            CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, name, cancellationToken).ConfigureAwait(false);
            where = Condition.All(where, Condition.Equal(CreditCaseModel.Customer, FieldValue.Of((RecordId)customer)));
        }

        await call.Output.RowsAsync("credit cases", Columns, RowsAsync(call, host, where, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(CommandContext call, ToolHost host, Condition where, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new CrmQuery<CreditCase> { Where = where, Limit = PageSize };
        for (bool more = true; more;)
        {
            await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
            CrmPage<CreditCase> page = await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Customer?> customers = await session.FindAsync<Customer>([.. page.Items.Select(static one => one.Customer.ToRecordId())], cancellationToken).ConfigureAwait(false);
            foreach ((CreditCase one, Customer? customer) in page.Items.Zip(customers))
            {
                yield return [one.Id.ToString(), customer?.Key ?? one.Customer.ToString(), one.Requested, one.OpenedAt, CreditCases.StateOf(one.State), one.Next, one.Grade?.ToString(), one.Limit];
            }

            query = query with { After = page.Next };
            more = page.Next is not null;
        }
    }
}
