using Crm.Sdk.Channels.Sms.Providers;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Channels.Sms;

/// <summary>The channel <c>sms</c>: text messages by approved templates, through the provider that the settings name.</summary>
/// <remarks>Providers know no keys, so what is in doubt is parked. Thread-safe.</remarks>
public sealed class SmsChannel : INotificationChannel
{
    /// <summary>The channel's name.</summary>
    public const string Name = "sms";

    /// <summary>The greatest length of a text with both providers, signature and all, in characters.</summary>
    public const int MaxLength = 500;

    private const int MaxAnswer = 64 * 1024;

    private readonly SmsOptions _options;
    private readonly ISmsProfile _profile;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly IClock _clock;

    /// <summary>Makes the channel.</summary>
    public SmsChannel(IOptions<SmsOptions> options, HttpClient http, TimeProvider time, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _profile = _options.Provider == SmsProvider.Aliyun ? new AliyunProfile(_options) : new TencentProfile(_options);
        _http = http;
        _time = time;
        _clock = clock;
        Descriptor = new ChannelDescriptor(Name)
        {
            Audience = _options.KeyId is null ? Audience.None : Audience.Customers | Audience.Staff,
            Reaches = ContactPointKind.Phone,
            Limit = TextLimit.Characters(MaxLength - Signed(string.Empty).Length),
            Templates = [.. _options.Templates.Select(static template => template.ToApproved())],
            Rate = Rate.PerSecond(_options.PerSecond),
            Concurrency = _options.Concurrency,
        };
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.KeyId is null)
        {
            throw new NotSentException("There is no provider of text messages: set sms:keyId, sms:secret, sms:signName and sms:templates.");
        }

        if (message.Template is not { } template)
        {
            return DeliveryResult.Rejected("Only approved templates are sent, and the message fills none.");
        }

        if (PhoneNumber.Read(message.Address, _options.Country) is not { } number)
        {
            return DeliveryResult.Rejected("The address is no number that takes text messages.");
        }

        if (_options.MaxSegments is { } most && SmsSegments.Count(Signed(message.Body)) is var parts && parts > most)
        {
            return DeliveryResult.Rejected($"The text would be paid for as {parts} messages, and sms:maxSegments is {most}.");
        }

        using HttpRequestMessage request = _profile.Request(number, template, message.Key, _clock.GetCurrentInstant());
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(MaxAnswer, either.Token).ConfigureAwait(false);
            DeliveryResult? read = _profile.Read(await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
            return read ?? (response.IsSuccessStatusCode ? throw new InvalidDataException("The provider's answer cannot be read.") : DeliveryResult.FromHttp(response));
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new NotSentException($"'{_options.Address.Host}' could not be reached ({error.HttpRequestError}).", error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"'{_options.Address.Host}' did not answer within {_options.Timeout.TotalSeconds} s.");
        }
    }

    /// <summary>A text as it is received: the signature stands before it.</summary>
    private string Signed(string text) => $"【{_options.SignName}】{text}";
}
