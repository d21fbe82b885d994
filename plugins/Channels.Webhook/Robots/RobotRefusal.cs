using NodaTime;

namespace Crm.Sdk.Channels.Webhook.Robots;

/// <summary>What a code of a robot's answer means.</summary>
/// <param name="Meaning">In words; the robot's own may quote the message.</param>
/// <param name="After">How long to wait for another attempt; zero where it does not say; null where it is refused for good.</param>
internal sealed record RobotRefusal(string Meaning, Duration? After)
{
    public static RobotRefusal Busy(Duration after) => new("too many messages", after);

    public static RobotRefusal Failing() => new("its system is busy", Duration.Zero);

    /// <summary>Nothing is wrong with the message: who set the robot up can mend it, so it is tried again.</summary>
    public static RobotRefusal SetUpWrong(string what) => new(what, Duration.Zero);

    public static RobotRefusal Message(string what) => new(what, null);
}
