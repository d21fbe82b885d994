namespace Crm.Sdk.Lifecycle;

/// <summary>Where a walk stands.</summary>
internal sealed class WalkState(LifecycleDefinition definition)
{
    private readonly Dictionary<string, FactTrack> _tracks = new(StringComparer.Ordinal);

    public LifecycleDefinition Definition => definition;

    public string Stage { get; private set; } = definition.Initial;

    /// <summary>The day on which the stage was entered.</summary>
    public int StageDay { get; private set; }

    public FactTrack? Find(string fact) => _tracks.GetValueOrDefault(fact);

    public void Take(LifecycleFact fact, int day)
    {
        if (!_tracks.TryGetValue(fact.Type, out FactTrack? track))
        {
            _tracks.Add(fact.Type, track = new FactTrack());
        }

        track.Add(day, fact.Record);
    }

    public void Enter(string stage, int day)
    {
        (Stage, StageDay) = (stage, day);
        foreach (FactTrack track in _tracks.Values)
        {
            track.DaysInStage = 0;
        }
    }
}
