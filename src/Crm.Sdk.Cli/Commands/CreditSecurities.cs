using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What the commands of securities share: changing an account, and showing what secures it.</summary>
internal static class CreditSecurities
{
    private static readonly Column[] Columns =
        [new("reference"), new("type"), new("title"), new("amount", IsNumber: true), new("currency"), new("share", IsNumber: true), new("from"), new("until"), new("inForce")];

    /// <summary>Reads or changes the account of a customer, and shows its securities.</summary>
    public static async Task<int> DoAsync(CommandContext call, string id, Func<CreditAccounts, ICrmSession, CustomerId, LocalDate, Task<CreditAccount?>> work, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        LocalDate day = call.Settings.AsOf(host.Get<IClock>()).Date;
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CreditAccount account = await work(host.Get<CreditAccounts>(), session, customer, day).ConfigureAwait(false)
            ?? throw new CallException($"Customer '{id}' has no credit account; open one by 'crm credit account {id} --open CURRENCY'.");
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<object?[]> rows = account.Securities.Select(security => (object?[])
        [
            security.Reference, security.Type, SecurityTypes.List.TitleOf(security.Type, call.Settings.Culture), security.Amount, security.Amount.Currency.Code, security.ShareMillionths / 1e6, security.From, security.Until, security.HoldsOn(day),
        ]);
        await call.Output.RowsAsync($"securities of {id}", Columns, rows.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
