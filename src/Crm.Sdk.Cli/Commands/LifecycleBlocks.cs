using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Lifecycles as blocks: the codes of JSON, and their texts for people.</summary>
internal sealed class LifecycleBlocks(ToolHost host, ToolSettings settings)
{
    private readonly CrmTexts _texts = host.Get<CrmTexts>();
    private readonly LoyaltyTexts _reasons = host.Get<LoyaltyTexts>();
    private readonly BlockTitles _titles = new(host.Get<CrmTexts>(), "lifecycle.title", settings.Culture);

    public Block Of(LifecycleRunReport report, AsOf asOf, long elapsed) => _titles.Record(
        "run",
        ["asOf", "customers#", "changed#", "moved#", "unchanged#", "unknown#", "later#", "skipped#", "failed", "elapsedMs!"],
        [asOf.Date, report.Customers, report.Changed, report.Moved, report.Unchanged, report.Unknown, report.Later, report.Skipped, report.Failed.ToArray(), elapsed]);

    public IReadOnlyList<Block> Of(string customer, AsOf asOf, LifecycleHistory history, CustomerLifecycle? kept)
    {
        StageChange now = history.Steps[^1].Change;
        return
        [
            _titles.Record(
                "lifecycle",
                ["customer", "asOf", "stage", "phase", "since", "definition", "definitionVersion!", "agrees"],
                [
                    customer, asOf.Date, Stage(now.Stage), Phase(now.Phase), asOf.DateOf(now.At), kept?.Definition, kept?.DefinitionVersion,
                    kept is not null && kept.Changes == history.Steps.Select(static step => step.Change).ToValueList(),
                ]),
            _titles.Rows("changes", ["on", "stage", "phase", "cause", "fact", "record!", "reasons"], history.Steps.Select(step => Row(step, asOf))),
            _titles.Rows("next", ["on", "stage", "phase", "cause", "fact", "record!", "reasons"], history.Next is { } next ? [Row(next, asOf)] : []),
        ];
    }

    public IReadOnlyList<Block> Of(LifecycleFunnel funnel) =>
    [
        _titles.Record("funnel", ["from", "to", "atFirst#", "atLast#"], [funnel.First.Date, funnel.Last.Date, funnel.AtFirst, funnel.AtLast]),
        _titles.Rows(
            "stages",
            ["stage", "phase", "atFirst#", "atLast#", "entered#", "reached#", "stays#", "ongoing#", "medianDays#"],
            funnel.Stages.Select(stage => (object?[])[Stage(stage.Stage), Phase(stage.Phase), stage.AtFirst, stage.AtLast, stage.Entered, stage.Reached, stage.Stays, stage.Ongoing, stage.MedianDays])),
        _titles.Rows("moves", ["from", "to", "customers#"], funnel.Moves.Select(move => (object?[])[Stage(move.From), Stage(move.To), move.Customers])),
    ];

    /// <summary>What something is called.</summary>
    public string Title(string name) => _titles.Of(name);

    public Block Of(ValueList<LossShare> shares) => _titles.Rows(
        "losses",
        ["reason", "value", "competitor", "customers#"],
        shares.Select(share => (object?[])[share.Reason is { } reason ? Of(LossReasons.List, reason) : new Coded(null, _titles.Of("reason-unknown")), share.Value, share.Competitor, share.Customers]));

    public Block Of(WinBackReport report, AsOf asOf) => _titles.Record(
        "winBack", ["asOf", "lost#", "assigned#", "heldOut#", "known#", "letGo#"], [asOf.Date, report.Lost, report.Assigned, report.HeldOut, report.Known, report.LetGo]);

    public Block Of(ValueList<WinBackLift> lifts) => _titles.Rows(
        "lifts",
        ["strategy", "treated#", "treatedWonBack#", "heldOut#", "heldOutWonBack#", "lift#", "liftLow#", "liftHigh#", "tooRecent#"],
        lifts.Select(lift => (object?[])
        [
            new Coded(lift.Strategy, lift.Strategy ?? _titles.Of("all")), lift.Treated, lift.TreatedWonBack, lift.HeldOut, lift.HeldOutWonBack, lift.Lift?.Value, lift.Lift?.Low, lift.Lift?.High, lift.TooRecent,
        ]));

    private object?[] Row(LifecycleStep step, AsOf asOf) =>
    [
        asOf.DateOf(step.Change.At), Stage(step.Change.Stage), Phase(step.Change.Phase), Cause(step.Change.Cause), step.Change.Fact is { } fact ? Of(LifecycleFactTypes.List, fact) : null,
        step.Change.Record?.ToString(), step.Reasons.Select(reason => _reasons.Of(reason, settings.Culture)).ToArray(),
    ];

    private Coded Cause(StageCause cause)
    {
        string code = cause.ToString().ToLowerInvariant();
        return new Coded(code, _titles.Of($"cause-{code}"));
    }

    private Coded Stage(string code) => Of(LifecycleStages.List, code);

    private Coded? Phase(string? code) => code is null ? null : Of(RelationshipPhases.List, code);

    /// <summary>A code with its title; those of plugins have theirs in a text catalogue.</summary>
    private Coded Of(CodeList list, string code) => new(code, _texts.Find($"{list.Name}.{code}", settings.Culture) ?? list.TitleOf(code, settings.Culture));
}
