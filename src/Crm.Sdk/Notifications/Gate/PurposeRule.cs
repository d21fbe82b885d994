namespace Crm.Sdk.Notifications;

/// <summary>What messages to customers need that are sent for a purpose.</summary>
/// <remarks>Immutable and thread-safe. By default what is not said is strict.</remarks>
/// <param name="Purpose">The purpose, such as <c>marketing</c>.</param>
public sealed record PurposeRule(string Purpose)
{
    /// <summary>Which consent; one that was granted by default.</summary>
    public ConsentNeed Consent { get; init; } = ConsentNeed.Granted;

    /// <summary>The hours in which they may go out, by the recipient's wall clock; at any hour where null. 09:00 to 20:00 by default.</summary>
    public DailyHours? Hours { get; init; } = new(new(9, 0), new(20, 0));

    /// <summary>Whether caps count and bound them; yes by default.</summary>
    public bool IsCapped { get; init; } = true;

    /// <summary>Whether they go to active archives only; yes by default.</summary>
    public bool OnlyActive { get; init; } = true;

    /// <summary>Whether the contact point must have been verified; no by default.</summary>
    public bool NeedsVerified { get; init; }

    /// <summary>Whether they carry a link that withdraws the consent; yes by default.</summary>
    public bool CanUnsubscribe { get; init; } = true;
}
