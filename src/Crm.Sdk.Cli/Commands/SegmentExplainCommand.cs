using System.CommandLine;
using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Segments;
using NodaTime;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment explain ID</c>: which parts of a segment hold for a customer, and what was found.</summary>
internal sealed class SegmentExplainCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Option<string> _where = new("--where") { Description = "The segment as JSON, or a file that holds it", Required = true };

    public Command Make(CommandFrame frame) => frame.Make("explain", "Say why a customer is or is not a member of a segment", RunAsync, _id, _where);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Segment segment = await SegmentText.ReadAsync(call.Parse.GetRequiredValue(_where), cancellationToken).ConfigureAwait(false);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        SegmentExplanation why = await host.Get<ISegments>().ExplainAsync(
            call.Settings.Scope, new SegmentRequest(segment, call.Settings.AsOf(host.Get<IClock>())), customer, cancellationToken).ConfigureAwait(false);
        string key = why.Customer.Key ?? why.Customer.Id.ToString();
        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("customer", key);
                json.WriteBoolean("member", why.IsMember);
                json.WriteBoolean("active", why.HasState);
                json.WriteNumber("count", why.IsMember ? 1 : 0);
                json.WriteNumber("elapsedMs", (long)time.GetElapsedTime(start).TotalMilliseconds);
                json.WritePropertyName("explanation");
                Write(json, why.Root);
            },
            people =>
            {
                string verdict = why.IsMember ? "a member" : why.HasState ? "no member" : "no member: its archive is not active";
                var tree = new Tree(Markup.Escape(ConsoleText.Line($"{key}: {verdict}")));
                Add(tree, why.Root);
                people.Write(tree);
            }).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, SegmentFinding finding)
    {
        json.WriteStartObject();
        json.WriteBoolean("holds", finding.Holds);
        if (finding.Parts.IsEmpty)
        {
            json.WriteString("found", finding.Found);
        }

        json.WritePropertyName("segment");
        json.WriteRawValue(finding.Segment.ToString());
        if (!finding.Parts.IsEmpty)
        {
            json.WriteStartArray("parts");
            foreach (SegmentFinding part in finding.Parts)
            {
                Write(json, part);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Add(IHasTreeNodes tree, SegmentFinding finding)
    {
        string what = finding.Parts.IsEmpty ? finding.Segment.ToString() : finding.Segment switch
        {
            Segment.AllOf => "all",
            Segment.AnyOf => "any",
            Segment.NoneOf => "none",
            Segment.Negation => "not",
            _ => finding.Segment.ToString(),
        };
        string found = finding.Parts.IsEmpty ? $" – {finding.Found ?? "nothing"}" : string.Empty;
        TreeNode node = tree.AddNode(Markup.Escape(ConsoleText.Line($"{(finding.Holds ? "✓" : "✗")} {what}{found}")));
        foreach (SegmentFinding part in finding.Parts)
        {
            Add(node, part);
        }
    }
}
