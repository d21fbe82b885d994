using System.Globalization;
using System.Text.Json;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>Answers of robots: HTTP 200 and a code, but for a failing system. Refusals quote what they refuse.</summary>
internal static class RobotReplies
{
    public static Func<ProviderBehaviour, ReceivedMessage, LoopbackReply> Of(string member, int busy, int refused) => (behaviour, message) => behaviour switch
    {
        ProviderBehaviour.Accepts => Code(member, 0, "ok"),
        ProviderBehaviour.Busy => Code(member, busy, "too fast"),
        ProviderBehaviour.Fails => new LoopbackReply(502, "bad gateway"),
        ProviderBehaviour.Refuses => Code(member, refused, $"cannot send {message.Text}"),
        _ => throw new ArgumentOutOfRangeException(nameof(behaviour)),
    };

    public static LoopbackReply Code(string member, int code, string words) =>
        new(200, string.Create(CultureInfo.InvariantCulture, $$"""{"{{member}}":{{code}},"msg":{{JsonSerializer.Serialize(words)}}}"""));

    /// <summary>The text of a request.</summary>
    public static (ReceivedMessage Message, string? Key) Text(LoopbackRequest request, string type, string holder, string member)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        string kind = body.RootElement.GetProperty(type).GetString()!;
        return kind == "text"
            ? (new ReceivedMessage(body.RootElement.GetProperty(holder).GetProperty(member).GetString()!), null)
            : throw new InvalidOperationException($"The robot was sent a message of the type {kind}.");
    }
}
