using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers.Duplicates;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm dedupe merge</c> and <c>crm dedupe unmerge</c>: make one customer of two, and take that apart again.</summary>
internal sealed class DedupeMergeCommand
{
    private static readonly Dictionary<string, Survivorship> Rules = new(StringComparer.Ordinal)
    {
        ["survivor-first"] = Survivorship.SurvivorFirst,
        ["newest"] = Survivorship.Newest,
        ["most-complete"] = Survivorship.MostComplete,
        ["longest"] = Survivorship.Longest,
        ["most-trusted"] = Survivorship.MostTrusted,
    };

    private static readonly Dictionary<string, MergeSource> Sides = new(StringComparer.Ordinal) { ["survivor"] = MergeSource.Survivor, ["loser"] = MergeSource.Loser, ["both"] = MergeSource.Both };

    private readonly Argument<string> _survivor = new("SURVIVOR") { Description = "The customer that stays: its external key or internal id" };
    private readonly Argument<string> _loser = new("LOSER") { Description = "The customer that is merged into it" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing; say what would become of each field and which records follow" };
    private readonly Option<string[]> _rules = new("--rule") { Description = "RULE for all fields, or FIELD=RULE: survivor-first, newest, most-complete, longest, most-trusted; may be repeated" };
    private readonly Option<string[]> _choices = new("--choose") { Description = "FIELD=survivor, loser or, for lists, both; wins over every rule; may be repeated" };
    private readonly Argument<string> _id = new("ID") { Description = "The merge's id, or the key or id of the customer that was merged away" };

    public Command Merge(CommandFrame frame) => frame.Make("merge", "Merge one customer into another", MergeAsync, _survivor, _loser, _dryRun, _rules, _choices);

    public Command Unmerge(CommandFrame frame) => frame.Make("unmerge", "Take a merge apart again", UnmergeAsync, _id);

    private async Task<int> MergeAsync(CommandContext call, CancellationToken cancellationToken)
    {
        MergeOptions options = Options(call);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId survivor = await CustomerLookup.FindExactAsync(host, call.Settings.Scope, call.Parse.GetRequiredValue(_survivor), cancellationToken).ConfigureAwait(false);
        CustomerId loser = await CustomerLookup.FindExactAsync(host, call.Settings.Scope, call.Parse.GetRequiredValue(_loser), cancellationToken).ConfigureAwait(false);
        var merging = host.Get<CustomerMerging>();
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        MergePlan plan = await merging.PlanAsync(session, survivor, loser, options, cancellationToken).ConfigureAwait(false);
        RecordId? merge = null;
        if (!call.Parse.GetValue(_dryRun))
        {
            merge = (await merging.MergeAsync(session, survivor, loser, options, cancellationToken).ConfigureAwait(false)).Id;
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(call, plan, merge).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> UnmergeAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var merging = host.Get<CustomerMerging>();
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        RecordId merge = await FindAsync(host, call, session, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        UnmergeReport report = await merging.UnmergeAsync(session, merge, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "unmerge",
            ("merge", merge.ToString()),
            ("survivor", report.Merge.Survivor.ToString()),
            ("loser", report.Merge.Loser.ToString()),
            ("kept", string.Join(", ", report.Kept))).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<RecordId> FindAsync(ToolHost host, CommandContext call, ICrmSession session, string id, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(id, out Guid guid) && await session.FindAsync<CustomerMerge>(new RecordId(guid), cancellationToken).ConfigureAwait(false) is { } merge)
        {
            return merge.Id;
        }

        CustomerId loser = await CustomerLookup.FindExactAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        return (await host.Get<CustomerMerging>().FindAsync(call.Settings.Scope, loser, cancellationToken).ConfigureAwait(false))?.Id
            ?? throw new CallException($"Customer '{id}' is not merged into another.");
    }

    private static Task WriteAsync(CommandContext call, MergePlan plan, RecordId? merge) => call.Output.DocumentAsync(
        json =>
        {
            json.WriteString("survivor", plan.Survivor.Id.ToString());
            json.WriteString("loser", plan.Loser.Id.ToString());
            json.WriteString("merge", merge?.ToString());
            json.WriteBoolean("dryRun", merge is null);
            json.WriteStartArray("fields");
            foreach (MergedField field in plan.Fields)
            {
                json.WriteStartObject();
                json.WriteString("field", field.Field);
                json.WriteString("survivor", field.Survivor);
                json.WriteString("loser", field.Loser);
                json.WriteString("result", field.Result);
                json.WriteString("from", field.From.ToString().ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("following");
            foreach (FollowingRecords following in plan.Following)
            {
                json.WriteStartObject();
                json.WriteString("kind", following.Kind.Name);
                json.WriteNumber("count", following.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        },
        people =>
        {
            var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(merge is null ? "merge (dry run)" : $"merge {merge}"))
                .AddColumn("field").AddColumn("survivor").AddColumn("loser").AddColumn("result").AddColumn("from");
            foreach (MergedField field in plan.Fields)
            {
                table.AddRow([.. new[] { field.Field, field.Survivor, field.Loser, field.Result, field.From.ToString().ToLowerInvariant() }.Select(static text => Markup.Escape(CellText.People(text)))]);
            }

            people.Write(table);
            foreach (FollowingRecords following in plan.Following)
            {
                people.MarkupLineInterpolated($"{following.Count} {following.Kind.Name} follow");
            }
        });

    private MergeOptions Options(CommandContext call)
    {
        var options = new MergeOptions();
        var rules = new Dictionary<string, Survivorship>(StringComparer.Ordinal);
        foreach (string rule in call.Parse.GetValue(_rules) ?? [])
        {
            int at = rule.IndexOf('=', StringComparison.Ordinal);
            if (!Rules.TryGetValue(rule[(at + 1)..], out Survivorship survivorship))
            {
                throw new CallException($"--rule: '{rule}' is neither RULE nor FIELD=RULE with one of {string.Join(", ", Rules.Keys)}.");
            }

            if (at < 0)
            {
                options = options with { Default = survivorship };
            }
            else
            {
                rules[rule[..at]] = survivorship;
            }
        }

        var choices = new Dictionary<string, MergeSource>(StringComparer.Ordinal);
        foreach (string choice in call.Parse.GetValue(_choices) ?? [])
        {
            if (choice.Split('=') is not [{ Length: > 0 } field, var side] || !Sides.TryGetValue(side, out MergeSource source))
            {
                throw new CallException($"--choose: '{choice}' is not FIELD=survivor, FIELD=loser or FIELD=both.");
            }

            choices[field] = source;
        }

        return options with { Rules = rules, Choices = choices };
    }
}
