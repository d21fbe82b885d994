using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty post</c>: posts a file of postings to the points ledger. Posted again, it adds nothing.</summary>
internal sealed class LoyaltyPostCommand
{
    private const int KeysAtOnce = 500;

    private readonly Option<string> _input = new("--input") { Description = "JSON Lines of {key, customer, kind, points, at, reference}; kind: earn, redeem, hold, capture, release, reverse, adjust, transfer", Required = true };

    public Command Make(CommandFrame frame) => frame.Make("post", "Post points that were earned, redeemed, taken back, corrected or passed on; each key once for ever", RunAsync, _input);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string path = call.Parse.GetRequiredValue(_input);
        if (!File.Exists(path))
        {
            throw new CallException($"--input: there is no file '{path}'.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var refused = new LineRefusals(call, path);
        (long Posted, long Duplicates, long Refused) sum = default;
        var chunk = new List<PostingLine>();
        long number = 0;
        await foreach (string text in File.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                chunk.Add(PostingLine.Read(number, text));
            }
            catch (CrmException error)
            {
                sum.Refused++;
                refused.Add(number, error);
            }

            if (chunk.Count == PointsPoster.MaxPerCommit)
            {
                await TakeAsync().ConfigureAwait(false);
            }
        }

        await TakeAsync().ConfigureAwait(false);
        await call.Output.DocumentAsync("loyalty post", ("posted", sum.Posted), ("duplicates", sum.Duplicates), ("refused", sum.Refused)).ConfigureAwait(false);
        return refused.Any ? ExitCode.SomeRejected : ExitCode.Done;

        async Task TakeAsync()
        {
            IReadOnlyDictionary<string, CustomerId?> customers = await CustomersAsync(call, host, chunk, cancellationToken).ConfigureAwait(false);
            var lines = new List<(long Number, PointsPosting Posting)>();
            foreach (PostingLine line in chunk)
            {
                try
                {
                    lines.Add((line.Number, line.ToPosting(key => customers[key] ?? throw new CrmException(LoyaltyErrorCodes.BadPosting, $"there is no customer with the key or id '{key}'."))));
                }
                catch (CrmException error)
                {
                    sum.Refused++;
                    refused.Add(line.Number, error);
                }
            }

            IReadOnlyList<PostingOutcome> outcomes = await host.Get<PointsPoster>().PostAsync(call.Settings.Scope, [.. lines.Select(static line => line.Posting)], cancellationToken).ConfigureAwait(false);
            foreach ((PostingOutcome outcome, (long Number, PointsPosting Posting) line) in outcomes.Zip(lines))
            {
                if (outcome.Refusal is { } refusal)
                {
                    sum.Refused++;
                    refused.Add(line.Number, refusal);
                }
                else if (outcome.Posted!.IsRepetition)
                {
                    sum.Duplicates++;
                }
                else
                {
                    sum.Posted++;
                }
            }

            chunk.Clear();
        }
    }

    private static async Task<IReadOnlyDictionary<string, CustomerId?>> CustomersAsync(CommandContext call, ToolHost host, IEnumerable<PostingLine> lines, CancellationToken cancellationToken)
    {
        string[] named = [.. lines.SelectMany(static line => Named(line)).Distinct(StringComparer.Ordinal)];
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        var byKey = new Dictionary<string, CustomerId>(StringComparer.Ordinal);
        foreach (string[] some in named.Where(static name => name.Length > 0).Select(CustomerLookup.Canonical).Chunk(KeysAtOnce))
        {
            var query = new CrmQuery<Customer> { Where = Condition.IsIn(CustomerModel.Key, [.. some.Select(FieldValue.Of)]), Limit = KeysAtOnce };
            foreach (Customer customer in (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items.Where(static customer => customer.MergedInto is null))
            {
                byKey[customer.Key!] = customer.Id;
            }
        }

        var found = new Dictionary<string, CustomerId?>(StringComparer.Ordinal);
        foreach (string name in named)
        {
            found[name] = name.Length == 0 ? null
                : byKey.TryGetValue(CustomerLookup.Canonical(name), out CustomerId known) ? known
                : (await host.Get<ICustomerDirectory>().FindAsync(session, CustomerLookup.Canonical(name), cancellationToken).ConfigureAwait(false))?.Id; // an id, a merged one, or nobody's
        }

        return found;

        static IEnumerable<string> Named(PostingLine line)
        {
            try
            {
                return [.. line.Customers()];
            }
            catch (CrmException)
            {
                return []; // it is refused where its posting is made
            }
        }
    }
}
