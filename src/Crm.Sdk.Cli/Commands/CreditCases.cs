using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What the commands of credit cases share: finding a case, and showing it.</summary>
internal static class CreditCases
{
    /// <summary>The id that a person gave.</summary>
    public static CreditCaseId Id(string text) =>
        Guid.TryParseExact(text, "D", out Guid id) ? new CreditCaseId(id) : throw new CallException($"CASE: '{text}' is no id of a case; 'crm credit case list' shows them.");

    /// <summary>Does something with a case in a session of its own, commits, and shows the case.</summary>
    public static async Task<int> DoAsync(CommandContext call, Func<ToolHost, ICrmSession, Task<CreditCase>> work, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CreditCase changed = await work(host, session).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await ShowAsync(call, host, changed).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>Shows a case: where it stands, who does what, and the steps that were done.</summary>
    public static Task ShowAsync(CommandContext call, ToolHost host, CreditCase of)
    {
        CultureInfo culture = call.Settings.Culture;
        var titles = new BlockTitles(host.Get<CrmTexts>(), "credit.case", culture);
        return call.Output.BlocksAsync(
        [
            titles.Record(
                "case",
                ["id", "customer", "requested", "openedAt", "state", "next", "assessment", "grade", "proposedGrade", "proposedBy", "overrideReason", "overrideApprovedBy", "limit", "termDays"],
                [
                    of.Id.ToString(), of.Customer.ToString(), of.Requested, of.OpenedAt, new Coded(StateOf(of.State), titles.Of($"state-{StateOf(of.State)}")), Step(of.Next, culture), of.Assessment?.ToString(), of.Grade?.ToString(),
                    of.ProposedGrade?.ToString(), of.ProposedBy, of.OverrideReason, of.OverrideApprovedBy, of.Limit, of.TermDays,
                ]),
            titles.Rows("roles", ["role", "person"], of.Roles.Select(static role => (object?[])[role.Role, role.Person])),
            titles.Rows("steps", ["step", "by", "at", "note"], of.Steps.Select(step => (object?[])[Step(step.Step, culture), step.By, step.At, step.Note])),
        ]);
    }

    /// <summary>A state's code.</summary>
    public static string StateOf(CreditCaseState state) => state switch { CreditCaseState.Open => "open", CreditCaseState.Done => "done", _ => "rejected" };

    private static Coded Step(string? step, CultureInfo culture) => new(step, step is null ? string.Empty : CreditCaseSteps.List.TitleOf(step, culture));
}
