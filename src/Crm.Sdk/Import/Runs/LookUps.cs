namespace Crm.Sdk.Import;

/// <summary>Decides whether a chunk's records are looked up before they are added, or taken for new until the store says that their keys are taken.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class LookUps
{
    private const int MaxPatience = 64; // chunks

    private int _chunks = 1;
    private int _patience = 1;

    /// <summary>Whether the next chunk's records are looked up.</summary>
    public bool Needed => _chunks > 0;

    /// <summary>A chunk is in.</summary>
    /// <param name="foundExisting">Whether one of its records was there already: then the next ones may be, too.</param>
    public void Accepted(bool foundExisting) => _chunks = foundExisting ? _patience : Math.Max(0, _chunks - 1);

    /// <summary>A chunk was refused because of a record that is there already: look for longer than before.</summary>
    public void Refused() => _chunks = _patience = Math.Min(_patience * 2, MaxPatience);
}
