namespace Crm.Sdk.Tasks;

/// <summary>What a calendar file has.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Events">How many appointments (VEVENT), each series' times that are recorded counted singly.</param>
/// <param name="ToDos">How many tasks (VTODO), counted the same way.</param>
/// <param name="Series">How many series with their rule.</param>
public sealed record CalendarReport(long Events, long ToDos, long Series);
