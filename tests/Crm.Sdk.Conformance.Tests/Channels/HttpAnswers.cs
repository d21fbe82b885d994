using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>How a provider answers by HTTP status. Its refusals quote what they refuse, unkind and right.</summary>
internal static class HttpAnswers
{
    private const int BusySeconds = 7;

    public static Duration BusyFor { get; } = Duration.FromSeconds(BusySeconds);

    public static LoopbackReply ByStatus(ProviderBehaviour behaviour, ReceivedMessage message) => behaviour switch
    {
        ProviderBehaviour.Accepts => new LoopbackReply(202, "taken"),
        ProviderBehaviour.Busy => new LoopbackReply(429, "too many", BusySeconds),
        ProviderBehaviour.Fails => new LoopbackReply(500, "something is wrong"),
        ProviderBehaviour.Refuses => new LoopbackReply(400, $"cannot send '{message.Text}' to {message.Address}"),
        _ => throw new ArgumentOutOfRangeException(nameof(behaviour)),
    };
}
