namespace Crm.Sdk.Lifecycle;

/// <summary>What an event of a changed stage says.</summary>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage now.</param>
/// <param name="At">Since when, ISO 8601 in UTC.</param>
/// <param name="Cause">What led into it: begin, fact or time.</param>
internal sealed record StageChangedData(string From, string To, string At, string Cause);
