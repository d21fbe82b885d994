using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>A reminder that falls due.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Task">The open task.</param>
/// <param name="At">When its owner is to be reminded.</param>
public sealed record TaskReminder(CrmTask Task, Instant At);
