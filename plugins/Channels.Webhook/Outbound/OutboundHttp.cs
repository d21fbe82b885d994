using System.Net;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Channels.Webhook.Outbound;

/// <summary>Posts to addresses of receivers' own, guarded: no proxy, no redirect, no address that leads inside, an end to time and size. What is answered is read, never kept or logged.</summary>
/// <remarks>A thread-safe singleton.</remarks>
internal sealed class OutboundHttp : IDisposable
{
    /// <summary>The most of an answer that is read.</summary>
    public const int MaxAnswer = 64 * 1024;

    private readonly HttpMessageInvoker _http;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public OutboundHttp(IOptions<OutboundOptions> options, TimeProvider time)
    {
        _timeout = options.Value.Timeout;
        _time = time;
        var guard = new OutboundGuard(options.Value.ToNetworks());
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false, // a proxy would be what is connected to, and checked
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // names move
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            ConnectTimeout = _timeout,
            MaxResponseHeadersLength = 16, // KiB
            ConnectCallback = async (context, token) => await guard.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, token).ConfigureAwait(false),
        });
    }

    /// <summary>Posts, once.</summary>
    /// <param name="url">Where to; a secret, perhaps, so it is in no error.</param>
    /// <param name="body">JSON.</param>
    /// <param name="headers">Added to the request.</param>
    /// <param name="read">Reads the body of an answer of success.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotSentException">Nothing of the body left the house.</exception>
    /// <exception cref="Exception">Nobody knows.</exception>
    public async Task<DeliveryResult> PostAsync(
        Uri url, ReadOnlyMemory<byte> body, IEnumerable<(string Name, string Value)> headers, Func<ReadOnlyMemory<byte>, DeliveryResult> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var content = new PostedBody(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? read(await ReadAsync(response, either.Token).ConfigureAwait(false)) : DeliveryResult.FromHttp(response);
        }
        catch (Exception error) when (!content.IsBegun && error is HttpRequestException or OperationCanceledException)
        {
            throw NotSent(url, error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"'{url.Host}' did not answer within {_timeout.TotalSeconds} s.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static NotSentException NotSent(Uri url, Exception error) => error switch
    {
        HttpRequestException { InnerException: NotSentException refused } => new NotSentException(refused.Message, error),
        HttpRequestException http => new NotSentException($"'{url.Host}' could not be reached ({http.HttpRequestError}).", error),
        _ => new NotSentException($"The call ended before '{url.Host}' was reached.", error),
    };

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[4096];
            using var answer = new MemoryStream();
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (answer.Length + read > MaxAnswer)
                {
                    throw new InvalidDataException($"The answer is longer than {MaxAnswer} bytes.");
                }

                answer.Write(buffer, 0, read);
            }

            return answer.ToArray();
        }
    }
}
