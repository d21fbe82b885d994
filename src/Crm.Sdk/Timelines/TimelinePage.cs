namespace Crm.Sdk.Timelines;

/// <summary>One page of a timeline.</summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="Next">Where the next page starts, or null where this was the last.</param>
/// <param name="Problems">The sources of plugins whose entries are missing.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, TimelineCursor? Next, IReadOnlyList<TimelineProblem> Problems);
