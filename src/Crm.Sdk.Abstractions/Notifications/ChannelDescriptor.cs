namespace Crm.Sdk.Notifications;

/// <summary>What a notification channel says of itself. The core checks it before every call, so that a channel only sends.</summary>
/// <param name="Name">The channel's name: lower-case letters, digits and <c>-</c>, for example <c>acme-sms</c>.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ChannelDescriptor(string Name)
{
    /// <summary>Whom it reaches; nobody unless stated.</summary>
    public required Audience Audience { get; init; }

    /// <summary>The contact point it needs: an e-mail address, a phone number, or null where it needs none (a file, a console, a robot).</summary>
    public Customers.ContactPointKind? Reaches { get; init; }

    /// <summary>How long a text may be; unlimited by default.</summary>
    public TextLimit Limit { get; init; } = TextLimit.None;

    /// <summary>How often it may be used; unlimited by default.</summary>
    public Rate? Rate { get; init; }

    /// <summary>What an unknown outcome means; parked by default.</summary>
    public CrashPolicy AfterCrash { get; init; } = CrashPolicy.PreferNoDuplicate;

    /// <summary>How many sends may run at once, 1 or more; 1 by default.</summary>
    public int Concurrency { get; init; } = 1;
}
