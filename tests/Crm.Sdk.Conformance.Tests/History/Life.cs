using System.Text;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>What the model remembers of one record: its state after each commit, null after its removal.</summary>
internal sealed class Life(KindModel kind, RecordId id)
{
    private readonly List<(Instant At, string By, object? State)> _moments = [];

    public RecordRef Record { get; } = new(kind.Kind, id);

    public KindModel Kind => kind;

    public IReadOnlyList<(Instant At, string By, object? State)> Moments => _moments;

    public object? Now => _moments[^1].State;

    public object? LastState => _moments.FindLast(static moment => moment.State is not null).State;

    public void Remember(Instant at, string by, object? state) => _moments.Add((at, by, state));

    /// <summary>The state after the last commit up to and including an instant.</summary>
    public object? At(Instant instant) => _moments.FindLast(moment => moment.At <= instant).State;

    public static string? Text(KindModel kind, object? entity) => entity is null ? null : Encoding.UTF8.GetString(kind.Serialise(entity));
}
