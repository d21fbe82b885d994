using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Shows who is due to be assessed again, and what became of it.</summary>
internal static class ReviewRows
{
    private const int ChunkSize = 200; // names are looked up so many at a time

    private static readonly Column[] DueColumns = [new("customer"), new("reasons"), new("title"), new("grade"), new("assessedOn"), new("validUntil")];

    private static readonly Column[] DoneColumns = [new("customer"), new("reasons"), new("title"), new("before"), new("grade"), new("error")];

    /// <returns>Whether nobody was told with an error.</returns>
    public static async Task<bool> WriteAsync(CommandContext call, ToolHost host, IAsyncEnumerable<ReviewedCredit> reviewed, bool isDone, CancellationToken cancellationToken)
    {
        bool isWhole = true;
        await call.Output.RowsAsync(isDone ? "assessed again" : "due to be assessed again", isDone ? DoneColumns : DueColumns, RowsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return isWhole;

        async IAsyncEnumerable<object?[]> RowsAsync([EnumeratorCancellation] CancellationToken stop)
        {
            await foreach (ReviewedCredit[] chunk in reviewed.Chunk(ChunkSize).WithCancellation(stop).ConfigureAwait(false))
            {
                await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
                IReadOnlyList<Customer?> customers = await session.FindAsync<Customer>([.. chunk.Select(static one => one.Due.Customer.ToRecordId())], stop).ConfigureAwait(false);
                foreach ((ReviewedCredit one, Customer? customer) in chunk.Zip(customers))
                {
                    isWhole &= one.Error is null;
                    CreditReview due = one.Due;
                    string name = customer?.Key ?? due.Customer.ToString(), reasons = string.Join(' ', due.Reasons), titles = string.Join("; ", due.Reasons.Select(reason => CreditReviewReasons.List.TitleOf(reason, call.Settings.Culture)));
                    yield return isDone
                        ? [name, reasons, titles, due.Grade.ToString(), one.Grade?.ToString(), one.Error is { } error ? $"{error.Code}: {error.Message}" : null]
                        : [name, reasons, titles, due.Grade.ToString(), due.AssessedOn, due.ValidUntil];
                }
            }
        }
    }
}
