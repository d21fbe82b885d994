namespace Crm.Sdk.Loyalty;

/// <summary>Counts members by tier, and decisions. Used by one thread.</summary>
internal sealed class TierTally(TierLadder ladder)
{
    private readonly Dictionary<string, long> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<(TierMove Move, string From, string To), long> _moves = [];

    public void Add(string tier) => _members[tier] = _members.GetValueOrDefault(tier) + 1;

    public void Add(TierStep step)
    {
        var key = (step.Move, step.Before.Tier, step.After.Tier);
        _moves[key] = _moves.GetValueOrDefault(key) + 1;
    }

    public void Add(TierTally other)
    {
        foreach ((string tier, long members) in other._members)
        {
            _members[tier] = _members.GetValueOrDefault(tier) + members;
        }

        foreach (((TierMove, string, string) key, long members) in other._moves)
        {
            _moves[key] = _moves.GetValueOrDefault(key) + members;
        }
    }

    public TierReport Build() => new(
        _members.Values.Sum(),
        ladder.Tiers.Select(tier => new TierCount(tier.Code, _members.GetValueOrDefault(tier.Code))).ToValueList(),
        _moves.OrderBy(static move => move.Key.Move).ThenBy(move => ladder.RankOf(move.Key.From)).ThenBy(move => ladder.RankOf(move.Key.To))
            .Select(static move => new TierMoveCount(move.Key.Move, move.Key.From, move.Key.To, move.Value)).ToValueList());
}
