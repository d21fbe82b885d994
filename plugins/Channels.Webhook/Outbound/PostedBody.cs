using System.Net;
using System.Net.Http.Headers;

namespace Crm.Sdk.Channels.Webhook.Outbound;

/// <summary>The body of a request that knows whether it began to leave the house: until then the other side has nothing it could act on.</summary>
internal sealed class PostedBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private volatile bool _isBegun;

    public PostedBody(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public bool IsBegun => _isBegun;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isBegun = true;
        await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
