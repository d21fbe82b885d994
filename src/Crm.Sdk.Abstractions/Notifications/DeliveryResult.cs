using System.Globalization;
using System.Net;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>A channel's answer to one attempt. An exception instead means that the outcome is unknown, unless it is <see cref="NotSentException"/>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DeliveryResult
{
    private DeliveryResult(DeliveryOutcome outcome, string? reason, string? receipt, Duration? after)
    {
        Outcome = outcome;
        Reason = reason;
        Receipt = receipt;
        After = after;
    }

    /// <summary>What became of it.</summary>
    public DeliveryOutcome Outcome { get; }

    /// <summary>Why it was not taken, in the provider's words; no personal data.</summary>
    public string? Reason { get; }

    /// <summary>The provider's id of the message, by which receipts are matched.</summary>
    public string? Receipt { get; }

    /// <summary>How long the provider asked to wait before the next attempt.</summary>
    public Duration? After { get; }

    /// <summary>The provider took the message.</summary>
    /// <param name="receipt">The provider's id of it.</param>
    public static DeliveryResult Accepted(string? receipt = null) => new(DeliveryOutcome.Accepted, null, receipt, null);

    /// <summary>The message was not taken; try again.</summary>
    /// <param name="reason">Why, in the provider's words.</param>
    /// <param name="after">How long the provider asked to wait.</param>
    public static DeliveryResult Retry(string reason, Duration? after = null) => new(DeliveryOutcome.Retry, reason, null, after);

    /// <summary>The message was refused for good.</summary>
    /// <param name="reason">Why, in the provider's words.</param>
    public static DeliveryResult Rejected(string reason) => new(DeliveryOutcome.Rejected, reason, null, null);

    /// <summary>Reads an HTTP answer: 2xx accepted; 408, 429 and 5xx retry, after <c>Retry-After</c> where stated in seconds; other answers rejected.</summary>
    public static DeliveryResult FromHttp(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.IsSuccessStatusCode)
        {
            return Accepted();
        }

        string reason = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}");
        return response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500
            ? Retry(reason, response.Headers.RetryAfter?.Delta is { } delta ? Duration.FromTimeSpan(delta) : null)
            : Rejected(reason);
    }
}
