using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>How often a channel may be used: so many messages in a period.</summary>
/// <param name="Messages">How many, 1 or more.</param>
/// <param name="Period">In which time, more than 0.</param>
public sealed record Rate(int Messages, Duration Period)
{
    /// <summary>So many messages a second.</summary>
    public static Rate PerSecond(int messages) => new(messages, Duration.FromSeconds(1));

    /// <summary>So many messages a minute.</summary>
    public static Rate PerMinute(int messages) => new(messages, Duration.FromMinutes(1));
}
