using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>When and how often customers may be written to, and with which consent (CA-2).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ContactPolicy
{
    /// <summary>The tenant's zone, whose clock counts for customers whose zone is not known. UTC by default.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>The rules of purposes, each once. What is sent for a purpose that is not among them is bound as strictly as <see cref="PurposeRule"/> is by default.</summary>
    public ValueList<PurposeRule> Purposes { get; init; } =
    [
        new("marketing"),
        new("care"),
        new("information"),
        new("survey") { Consent = ConsentNeed.NotWithdrawn },
        new("service") { Consent = ConsentNeed.NotWithdrawn, Hours = null, IsCapped = false, OnlyActive = false, CanUnsubscribe = false },
        new("transaction") { Consent = ConsentNeed.None, Hours = null, IsCapped = false, OnlyActive = false, CanUnsubscribe = false },
        new("statutory") { Consent = ConsentNeed.None, Hours = null, IsCapped = false, OnlyActive = false, CanUnsubscribe = false },
    ];

    /// <summary>The hours, by the clock of <see cref="Zone"/>, outside which nothing that is bound to hours goes to customers whose zone is not known; beside the other hours. 10:00 to 18:00 by default.</summary>
    public DailyHours UnknownZoneHours { get; init; } = new(new(10, 0), new(18, 0));

    /// <summary>The caps; by default 3 messages in 7 days, the third only above priority 40.</summary>
    public ValueList<FrequencyCap> Caps { get; init; } = [new(3, 7), new(2, 7) { UpToPriority = 40 }];

    /// <summary>What is wished for where nothing else is said.</summary>
    public static ContactPolicy Standard { get; } = new();

    /// <summary>The rule of a purpose; the strict one where there is none.</summary>
    /// <param name="purpose">The purpose.</param>
    public PurposeRule RuleOf(string purpose) => Purposes.FirstOrDefault(rule => rule.Purpose == purpose) ?? new PurposeRule(purpose);

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="CrmException">CRM4106: a purpose stands twice, or a cap is out of its range.</exception>
    public void Validate()
    {
        if (Purposes.GroupBy(static rule => rule.Purpose, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw Bad($"the purpose '{twice.Key}' stands twice");
        }

        if (Caps.FirstOrDefault(static cap => cap.Messages is < 1 or > ContactLog.MaxMessages || cap.Days is < 1 or > 366) is { } wild)
        {
            throw Bad($"a cap of {wild.Messages} messages in {wild.Days} days is out of range; give 1 to {ContactLog.MaxMessages} messages in 1 to 366 days");
        }
    }

    private static CrmException Bad(string why) => new(NotificationErrorCodes.BadContactPolicy, $"The contact policy cannot be kept: {why}.");
}
