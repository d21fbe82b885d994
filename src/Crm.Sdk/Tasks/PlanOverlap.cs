using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Two appointments of one person at the same time, 时间冲突.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Earlier">The one that starts first; of several that go on, the one that ends last.</param>
/// <param name="Later">The one that starts before it ends.</param>
/// <param name="From">When both have started.</param>
/// <param name="Until">When the first of them ends.</param>
public sealed record PlanOverlap(CrmTask Earlier, CrmTask Later, Instant From, Instant Until);
