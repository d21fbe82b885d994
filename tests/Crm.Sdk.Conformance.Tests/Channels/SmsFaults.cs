using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>Gives its provider no key to know repeats by.</summary>
internal sealed class SendsNoKey(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(message);
        request.Headers.Remove("Idempotency-Key");
        using HttpResponseMessage response = await Http.SendAsync(request, cancellationToken);
        return DeliveryResult.FromHttp(response);
    }
}

/// <summary>Throws what the provider answered.</summary>
internal sealed class ThrowsOnErrors(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(message);
        using HttpResponseMessage response = await Http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return DeliveryResult.Accepted();
    }
}

/// <summary>Takes every answer for an acceptance.</summary>
internal sealed class ReadsNoStatus(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(message);
        using HttpResponseMessage response = await Http.SendAsync(request, cancellationToken);
        return DeliveryResult.Accepted();
    }
}

/// <summary>Tries again what was refused for good.</summary>
internal sealed class TriesRefusalsAgain(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        DeliveryResult result = await base.SendAsync(message, cancellationToken);
        return result.Outcome == DeliveryOutcome.Rejected ? DeliveryResult.Retry(result.Reason!) : result;
    }
}

/// <summary>Does not say how long its provider asked to wait.</summary>
internal sealed class ForgetsHowLong(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        DeliveryResult result = await base.SendAsync(message, cancellationToken);
        return result.After is null ? result : DeliveryResult.Retry(result.Reason!);
    }
}

/// <summary>Takes a dropped connection for an acceptance.</summary>
internal sealed class HopesForTheBest(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(message, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return DeliveryResult.Accepted();
        }
    }
}

/// <summary>Says that nothing went out, and cannot know; its provider drops no repeats.</summary>
internal sealed class SaysNotSent(HttpClient http) : KeylessSmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(message, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new NotSentException("The connection broke.", error);
        }
    }
}

/// <summary>Gives its token to nobody.</summary>
internal sealed class HangsForEver(HttpClient http) : SmsChannel(http)
{
    public override Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => base.SendAsync(message, CancellationToken.None);
}

/// <summary>Tries three times before it says anything.</summary>
internal sealed class TriesAgainItself(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        DeliveryResult result = await base.SendAsync(message, cancellationToken);
        for (int attempt = 1; attempt < 3 && result.Outcome == DeliveryOutcome.Retry; attempt++)
        {
            result = await base.SendAsync(message, cancellationToken);
        }

        return result;
    }
}

/// <summary>Keeps what the provider says, which quotes the message.</summary>
internal sealed class QuotesTheProvider(HttpClient http) : SmsChannel(http)
{
    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(message);
        using HttpResponseMessage response = await Http.SendAsync(request, cancellationToken);
        DeliveryResult result = DeliveryResult.FromHttp(response);
        return result.Outcome == DeliveryOutcome.Rejected ? DeliveryResult.Rejected(await response.Content.ReadAsStringAsync(cancellationToken)) : result;
    }
}
