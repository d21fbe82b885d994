using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A channel over HTTP as a vendor writes it, the request in JSON and the key in a header. Planted faults override what they do wrong.</summary>
internal class SmsChannel(HttpClient http) : INotificationChannel, IDisposable
{
    public virtual ChannelDescriptor Descriptor { get; } = Describe(CrashPolicy.ProviderIdempotencyKey);

    protected HttpClient Http => http;

    public virtual async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(message);
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        return DeliveryResult.FromHttp(response);
    }

    public void Dispose() => http.Dispose();

    protected static ChannelDescriptor Describe(CrashPolicy afterCrash) => new("sms")
    {
        Audience = Audience.Customers, Reaches = ContactPointKind.Phone, Limit = TextLimit.Characters(500), Rate = Rate.PerSecond(20), AfterCrash = afterCrash, Concurrency = 4,
    };

    protected static HttpRequestMessage Request(OutgoingMessage message) => new(HttpMethod.Post, "messages")
    {
        Headers = { { "Idempotency-Key", message.Key } },
        Content = JsonContent.Create(new SmsRequest(message.Address!, message.Body), SmsJson.Default.SmsRequest),
    };
}

internal sealed record SmsRequest(string To, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SmsRequest))]
internal sealed partial class SmsJson : JsonSerializerContext;
