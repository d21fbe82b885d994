using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>How far an import is, after each chunk.</summary>
/// <param name="Read">The rows dealt with, refused ones too.</param>
/// <param name="Rows">The rows of the source.</param>
/// <param name="Created">The records added.</param>
/// <param name="Updated">The records changed.</param>
/// <param name="Unchanged">The records that were there as the source has them.</param>
/// <param name="Rejected">The rows refused.</param>
/// <param name="Elapsed">The time since the import began.</param>
public readonly record struct ImportProgress(long Read, long Rows, long Created, long Updated, long Unchanged, long Rejected, Duration Elapsed);
