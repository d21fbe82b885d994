using Crm.Sdk.Scheduling;

namespace Crm.Sdk.Cli.Commands;

/// <summary>The written forms of how occurrences of schedules stand.</summary>
internal static class OutcomeText
{
    public static string? Of(OccurrenceState? state) => state switch
    {
        null => null,
        OccurrenceState.Running => "running",
        OccurrenceState.Done => "done",
        OccurrenceState.Failed => "failed",
        _ => "givenUp",
    };
}
