using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment list</c>: the members of a segment, a page at a time.</summary>
internal sealed class SegmentListCommand
{
    private const int PageSize = 1_000;

    private static readonly Column[] Columns = [new("customer"), new("name"), new("id")];

    private readonly Option<string> _where = new("--where") { Description = "The segment as JSON, or a file that holds it", Required = true };
    private readonly Option<int?> _take = new("--take") { Description = "How many at most, 1 to 1,000,000 [default: 50; with --out all]" };
    private readonly Option<string?> _after = new("--after") { Description = "Where the page before ended, as it said" };

    public Command Make(CommandFrame frame) => frame.MakeRows("list", "List the members of a segment, a page at a time", RunAsync, _where, _take, _after);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        long take = call.Parse.GetValue(_take) ?? (call.Settings.Out is null ? 50 : long.MaxValue);
        if (take < 1 || (call.Settings.Out is null && take > 1_000_000))
        {
            throw new CallException($"--take: {take} is no number from 1 to 1,000,000.");
        }

        var paging = new SegmentPaging { After = AfterOf(call.Parse.GetValue(_after)) };
        Segment segment = await SegmentText.ReadAsync(call.Parse.GetRequiredValue(_where), cancellationToken).ConfigureAwait(false);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        var listed = new Listed(keep: call.Settings.Json && call.Settings.Out is null);
        var request = new SegmentRequest(segment, call.Settings.AsOf(host.Get<IClock>()));
        await call.Output.SummaryAsync(Columns, RowsAsync(host.Get<ISegments>(), call.Settings.Scope, request, paging, take, listed, cancellationToken), cancellationToken).ConfigureAwait(false);
        string? next = listed.Next?.ToText();
        if (call.Settings.Json)
        {
            await call.Output.DocumentAsync(json => listed.Write(json, (long)time.GetElapsedTime(start).TotalMilliseconds, next), static _ => { }).ConfigureAwait(false);
        }
        else if (next is not null)
        {
            call.Output.Note($"there are more: --after {next}");
        }

        return ExitCode.Done;
    }

    private static PageCursor? AfterOf(string? text)
    {
        try
        {
            return text is null ? null : PageCursor.Parse(text);
        }
        catch (CrmException wrong)
        {
            throw new CallException($"--after: {wrong.Message}");
        }
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ISegments segments, CrmScope scope, SegmentRequest request, SegmentPaging paging, long take, Listed listed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long left = take;
        do
        {
            SegmentPage page = await segments.ListAsync(scope, request, paging with { Take = (int)Math.Min(left, PageSize) }, cancellationToken).ConfigureAwait(false);
            foreach (Customer member in page.Members)
            {
                object?[] row = [member.Key ?? member.Id.ToString(), member.Name, member.Id];
                listed.Add(row);
                yield return row;
            }

            left -= page.Members.Count;
            (listed.Next, listed.Plan) = (page.Next, page.Plan);
            paging = paging with { After = page.Next };
        }
        while (paging.After is not null && left > 0);
    }

    /// <summary>What was listed, as far as the answer for machines needs it.</summary>
    private sealed class Listed(bool keep)
    {
        private readonly List<object?[]> _rows = [];
        private long _count;

        public PageCursor? Next { get; set; }

        public SegmentPlan? Plan { get; set; }

        public void Add(object?[] row)
        {
            _count++;
            if (keep)
            {
                _rows.Add(row);
            }
        }

        public void Write(System.Text.Json.Utf8JsonWriter json, long elapsedMs, string? next)
        {
            json.WriteNumber("count", _count);
            json.WriteNumber("elapsedMs", elapsedMs);
            json.WriteString("plan", Plan?.ToString());
            json.WriteString("after", next);
            json.WriteStartArray("members");
            foreach (object?[] row in _rows)
            {
                json.WriteStartObject();
                for (int i = 0; i < row.Length; i++)
                {
                    json.WritePropertyName(Columns[i].Name);
                    CellText.Json(json, row[i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
