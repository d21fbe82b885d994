using System.Collections.Concurrent;
using System.Text.Json;
using Crm.Sdk.Channels.Webhook;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>What of the webhook is its own beside the laws of channels: rotation, ids, 410, redirects, and bounds.</summary>
public sealed class WebhookChannelTests
{
    private const string Old = WebhookChannelFixture.Secret, New = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();

    [Fact]
    public async Task CA_2_while_a_secret_is_replaced_receivers_of_either_verify()
    {
        await using LoopbackHttpServer server = Server(new LoopbackReply(200));
        await SendAsync(server, Message(), secrets: [New, Old]);

        LoopbackRequest request = Assert.Single(_requests);
        Assert.True(WebhookChannelFixture.Verifies(request, Old) && WebhookChannelFixture.Verifies(request, New));
        Assert.False(WebhookChannelFixture.Verifies(request with { Body = request.Body.Replace("hello", "hallo", StringComparison.Ordinal) }, New));
    }

    [Fact]
    public async Task CA_3_attempts_carry_one_id_and_one_body_and_other_tenants_another_id()
    {
        await using LoopbackHttpServer server = Server(new LoopbackReply(200));
        await SendAsync(server, Message());
        await SendAsync(server, TestMessages.Create("webhook", "key.1", attempt: 2, permittedAt: Instant.FromUtc(2026, 5, 1, 0, 0)));
        await SendAsync(server, TestMessages.Create("webhook", "key.2"));

        LoopbackRequest[] requests = [.. _requests];
        Assert.Equal((requests[0].Headers["webhook-id"], requests[0].Body), (requests[1].Headers["webhook-id"], requests[1].Body));
        Assert.NotEqual(requests[0].Headers["webhook-id"], requests[2].Headers["webhook-id"]);
        Assert.DoesNotContain('.', requests[0].Headers["webhook-id"]);
    }

    [Fact]
    public async Task A_receiver_that_answers_410_is_asked_no_more()
    {
        await using LoopbackHttpServer server = Server(new LoopbackReply(410));
        using OutboundHttp http = TestOutbound.Open();
        WebhookChannel channel = Channel(server.Address, http, [Old]);

        DeliveryResult[] results = [await channel.SendAsync(Message(), CancellationToken.None), await channel.SendAsync(Message(), CancellationToken.None)];

        Assert.All(results, static result => Assert.Equal(DeliveryOutcome.Rejected, result.Outcome));
        Assert.Single(_requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new LoopbackHttpServer(request => throw new InvalidOperationException($"{request.Method} {request.Path} followed a redirect."));
        await using LoopbackHttpServer server = Server(new LoopbackReply(307, Location: elsewhere.Address));

        Assert.Equal(DeliveryOutcome.Rejected, (await SendAsync(server, Message())).Outcome);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end_and_its_message_is_in_doubt()
    {
        await using LoopbackHttpServer server = Server(new LoopbackReply(200, new string('x', 3 * 1024 * 1024)));

        await Assert.ThrowsAsync<InvalidDataException>(() => SendAsync(server, Message()));
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_left_at_the_timeout_and_its_message_is_in_doubt()
    {
        await using LoopbackHttpServer server = Server(LoopbackReply.Hang);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(server, Message(), timeout: TimeSpan.FromSeconds(1)));
        Assert.Contains("within 1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        LoopbackHttpServer closed = Server(new LoopbackReply(200));
        await closed.DisposeAsync();

        await Assert.ThrowsAsync<NotSentException>(() => SendAsync(closed, Message()));
    }

    [Fact]
    public async Task A_private_address_is_refused_although_the_settings_name_it()
    {
        await using LoopbackHttpServer server = Server(new LoopbackReply(200));
        using OutboundHttp http = TestOutbound.OpenGuarded();

        var error = await Assert.ThrowsAsync<NotSentException>(() => Channel(server.Address, http, [Old]).SendAsync(Message(), CancellationToken.None));
        Assert.Contains("outbound:networks", error.Message, StringComparison.Ordinal);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task A_document_is_handed_on_as_it_is()
    {
        await using LoopbackHttpServer server = Server(new LoopbackReply(200));
        const string document = """{"客户":"李雷","amount":11.77}""";
        await SendAsync(server, TestMessages.Create("webhook", "key.1", document, format: MessageFormat.Json));

        Assert.Equal(document, Assert.Single(_requests).Body);
    }

    [Fact]
    public async Task The_parts_of_a_text_stand_in_the_body()
    {
        await using LoopbackHttpServer server = Server(new LoopbackReply(200));
        await SendAsync(server, TestMessages.Create("webhook", "key.1", "您好\n\"", subject: "生日", language: "zh"));

        using JsonDocument body = JsonDocument.Parse(Assert.Single(_requests).Body);
        JsonElement data = body.RootElement.GetProperty("data");
        Assert.Equal("crm.message", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(
            ("key.1", "default", "生日", "您好\n\"", "text", "zh"),
            (Text("key"), Text("tenant"), Text("subject"), Text("body"), Text("format"), Text("language")));

        string? Text(string name) => data.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Without_an_address_it_reaches_nobody_and_says_what_to_set()
    {
        using OutboundHttp http = TestOutbound.Open();
        var channel = new WebhookChannel(new WebhookOptions(), http, SystemClock.Instance);

        Assert.Equal(Audience.None, channel.Descriptor.Audience);
        var error = await Assert.ThrowsAsync<NotSentException>(() => channel.SendAsync(Message(), CancellationToken.None));
        Assert.Contains("webhook:url", error.Message, StringComparison.Ordinal);
    }

    private static OutgoingMessage Message() => TestMessages.Create("webhook", "key.1");

    private static WebhookChannel Channel(Uri url, OutboundHttp http, IEnumerable<string> secrets)
    {
        var options = new WebhookOptions { Url = url.AbsoluteUri };
        foreach (string secret in secrets)
        {
            options.Secrets.Add(secret);
        }

        return new WebhookChannel(options, http, SystemClock.Instance);
    }

    private static async Task<DeliveryResult> SendAsync(LoopbackHttpServer server, OutgoingMessage message, TimeSpan? timeout = null, IEnumerable<string>? secrets = null)
    {
        using OutboundHttp http = TestOutbound.Open(timeout);
        return await Channel(server.Address, http, secrets ?? [Old]).SendAsync(message, CancellationToken.None);
    }

    private LoopbackHttpServer Server(LoopbackReply reply) => new(request =>
    {
        _requests.Enqueue(request);
        return reply;
    });
}
