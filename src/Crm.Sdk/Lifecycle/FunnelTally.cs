using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Counts lifecycles into a funnel.</summary>
internal sealed class FunnelTally(AsOf first, AsOf last)
{
    private readonly Dictionary<string, Stage> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), long> _moves = [];
    private long _atFirst, _atLast;

    public void Add(CustomerLifecycle lifecycle)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < lifecycle.Changes.Count && lifecycle.Changes[i].At <= last.Instant; i++)
        {
            StageChange change = lifecycle.Changes[i];
            Stage stage = Of(change.Stage);
            stage.Phase = change.Phase;
            stage.Entered += change.At > first.Instant ? 1 : 0;
            stage.Reached += reached.Add(change.Stage) ? 1 : 0;
            bool hasEnded = i + 1 < lifecycle.Changes.Count && lifecycle.Changes[i + 1].At <= last.Instant;
            LocalDate end = hasEnded ? last.DateOf(lifecycle.Changes[i + 1].At) : last.Date;
            stage.Stays.Add(Period.DaysBetween(last.DateOf(change.At), end), hasEnded);
        }

        StageChange? before = lifecycle.At(first.Instant), after = lifecycle.At(last.Instant);
        if (after is not null)
        {
            _atLast++;
            Of(after.Stage).AtLast++;
        }

        if (before is not null)
        {
            _atFirst++;
            Of(before.Stage).AtFirst++;
            (string, string) move = (before.Stage, after!.Stage);
            _moves[move] = _moves.GetValueOrDefault(move) + 1;
        }
    }

    /// <summary>The funnel, with the stages of a definition in its order and others behind them.</summary>
    public LifecycleFunnel Build(LifecycleDefinition definition)
    {
        string[] order = [.. definition.Stages.Select(static stage => stage.Code), .. _stages.Keys.Where(code => definition.Find(code) is null).Order(StringComparer.Ordinal)];
        ValueList<StageFigures> figures = order.Select(code => (code, stage: _stages.GetValueOrDefault(code) ?? new Stage())).Select(static of => new StageFigures(
            of.code, of.stage.Phase, of.stage.AtFirst, of.stage.AtLast, of.stage.Entered, of.stage.Reached, of.stage.Stays.Count, of.stage.Stays.Ongoing, of.stage.Stays.Median())).ToValueList();
        ValueList<StageMove> moves = _moves.OrderBy(move => Array.IndexOf(order, move.Key.From)).ThenBy(move => Array.IndexOf(order, move.Key.To))
            .Select(static move => new StageMove(move.Key.From, move.Key.To, move.Value)).ToValueList();
        return new LifecycleFunnel(first, last, _atFirst, _atLast, figures, moves);
    }

    private Stage Of(string code)
    {
        if (!_stages.TryGetValue(code, out Stage? stage))
        {
            _stages.Add(code, stage = new Stage());
        }

        return stage;
    }

    private sealed class Stage
    {
        public string? Phase { get; set; }

        public long AtFirst { get; set; }

        public long AtLast { get; set; }

        public long Entered { get; set; }

        public long Reached { get; set; }

        public StayTimes Stays { get; } = new();
    }
}
