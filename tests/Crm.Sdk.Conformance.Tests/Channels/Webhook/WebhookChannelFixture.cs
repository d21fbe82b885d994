using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crm.Sdk.Channels.Webhook;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>A receiver that verifies as Standard Webhooks tells receivers to, with code of its own, and drops repeats by <c>webhook-id</c>.</summary>
public sealed class WebhookChannelFixture() : HttpChannelFixture(Read, HttpAnswers.ByStatus, HttpAnswers.BusyFor)
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly Duration ReplayWindow = Duration.FromMinutes(5);

    /// <summary>Whether one of the signatures is that of the secret, and the message is at most five minutes old.</summary>
    public static bool Verifies(LoopbackRequest request, string secret)
    {
        string id = request.Headers["webhook-id"], timestamp = request.Headers["webhook-timestamp"];
        byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
        string expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{request.Body}")));
        Instant now = SystemClock.Instance.GetCurrentInstant(), sent = Instant.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        return sent > now - ReplayWindow && sent < now + ReplayWindow && request.Headers["webhook-signature"].Split(' ').Contains($"v1,{expected}");
    }

    private protected override INotificationChannel Create(Uri provider, OutboundHttp http)
    {
        var options = new WebhookOptions { Url = provider.AbsoluteUri };
        options.Secrets.Add(Secret);
        return new WebhookChannel(options, http, SystemClock.Instance);
    }

    private static (ReceivedMessage Message, string? Key) Read(LoopbackRequest request)
    {
        if (!Verifies(request, Secret))
        {
            throw new InvalidOperationException("A message was not signed as its receiver expects.");
        }

        using JsonDocument body = JsonDocument.Parse(request.Body);
        JsonElement data = body.RootElement.GetProperty("data");
        return (new ReceivedMessage(data.GetProperty("body").GetString()!), request.Headers["webhook-id"]);
    }
}
