using NodaTime;

namespace Crm.Sdk;

/// <summary>Where a record comes from: its first revision.</summary>
/// <param name="At">When it was added, in business time.</param>
/// <param name="By">Who added it.</param>
/// <param name="Run">The run (an import, a job) that added it, or null.</param>
public sealed record Origin(Instant At, ActorId By, RecordId? Run = null);
