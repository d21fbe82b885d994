using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>One time at which something recurs.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Planned">The local time that the rule gives.</param>
/// <param name="At">The instant it is in the zone; see <see cref="Recurrence"/> for local times that there are not or twice.</param>
public readonly record struct Occurrence(LocalDateTime Planned, Instant At);
