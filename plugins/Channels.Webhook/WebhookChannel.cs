using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>The channel <c>webhook</c>: posts messages to an address of the receiver's own, signed as Standard Webhooks says.</summary>
/// <remarks>
/// <c>webhook-id</c> follows from tenant and key: the same for every attempt, so that a receiver drops repeats by it. An answer of 410 means that the receiver wants nothing more: further messages are
/// refused without a request until the host starts again. Thread-safe.
/// </remarks>
public sealed class WebhookChannel : INotificationChannel
{
    /// <summary>The channel's name.</summary>
    public const string Name = "webhook";

    private const string Gone = "The receiver answered 410: it wants no more messages.";

    private readonly Uri? _url;
    private readonly byte[][] _secrets;
    private readonly OutboundHttp _http;
    private readonly IClock _clock;
    private volatile bool _isGone;

    internal WebhookChannel(WebhookOptions options, OutboundHttp http, IClock clock)
    {
        _url = TargetAddress.Of(options.Url);
        _secrets = [.. options.Secrets.Select(static secret => WebhookSignature.Key(secret)!)];
        _http = http;
        _clock = clock;
        Descriptor = new ChannelDescriptor(Name)
        {
            Audience = _url is null ? Audience.None : Audience.Customers | Audience.Staff,
            Formats = [MessageFormat.Json, MessageFormat.PlainText, MessageFormat.Html],
            AfterCrash = options.AfterCrash,
            Rate = options.PerSecond is { } perSecond ? Rate.PerSecond(perSecond) : null,
            Concurrency = options.Concurrency,
        };
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_url is null)
        {
            throw new NotSentException("The webhook has no address: set webhook:url and webhook:secrets.");
        }

        if (_isGone)
        {
            return DeliveryResult.Rejected(Gone);
        }

        string id = Id(message);
        long timestamp = _clock.GetCurrentInstant().ToUnixTimeSeconds();
        ReadOnlyMemory<byte> body = WebhookBody.Of(message);
        (string, string)[] headers =
        [
            ("webhook-id", id),
            ("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
            ("webhook-signature", WebhookSignature.Of(_secrets, id, timestamp, body.Span)),
        ];
        DeliveryResult result = await _http.PostAsync(_url, body, headers, static _ => DeliveryResult.Accepted(), cancellationToken).ConfigureAwait(false);
        _isGone = _isGone || result.Reason?.StartsWith("HTTP 410", StringComparison.Ordinal) == true;
        return result;
    }

    /// <summary>The same for every attempt at a message, other for the same key of another tenant, and without a full stop, which parts what is signed.</summary>
    private static string Id(OutgoingMessage message) =>
        $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Tenant.Value}\n{message.Key}")).AsSpan(0, 16))}";
}
