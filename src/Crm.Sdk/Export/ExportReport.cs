using NodaTime;

namespace Crm.Sdk.Export;

/// <summary>What an export wrote.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Written">The records written.</param>
/// <param name="Rows">The rows written: of orders one a line.</param>
/// <param name="Elapsed">The time it took.</param>
public sealed record ExportReport(string Kind, long Written, long Rows, Duration Elapsed);
