using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Crm.Sdk.TestSupport;

/// <summary>Reads requests off a connection, one after the other: bodies of a stated length and in chunks.</summary>
internal sealed class LoopbackReader(NetworkStream stream, int maxHead, int maxBody) : IDisposable
{
    private readonly BufferedStream _stream = new(stream);

    /// <summary>The next request; null where the client closed the connection.</summary>
    public async Task<LoopbackRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        string? first = await LineAsync(cancellationToken);
        if (string.IsNullOrEmpty(first))
        {
            return null;
        }

        string[] parts = first.Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancellationToken) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        byte[] body = headers.TryGetValue("Content-Length", out string? length)
            ? await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken)
            : headers.ContainsKey("Transfer-Encoding") ? await ChunksAsync(cancellationToken) : [];
        return new LoopbackRequest(parts[0], parts[1], headers, Encoding.UTF8.GetString(body));
    }

    /// <summary>Waits until the client closes the connection.</summary>
    public async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        var any = new byte[1];
        while (await _stream.ReadAsync(any, cancellationToken) > 0)
        {
        }
    }

    public void Dispose() => _stream.Dispose();

    private async Task<byte[]> ChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            string size = await LineAsync(cancellationToken) ?? throw new EndOfStreamException("The client closed the connection within a body.");
            int length = int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await BytesAsync(length, cancellationToken));
            await LineAsync(cancellationToken);
            if (length == 0)
            {
                return body.ToArray();
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, maxBody);
        }
    }

    private async Task<byte[]> BytesAsync(int length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, maxBody);
        var bytes = new byte[length];
        await _stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>A line without its end; null at the end of the connection.</summary>
    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        List<byte> line = [];
        var one = new byte[1];
        while (await _stream.ReadAsync(one, cancellationToken) > 0)
        {
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(line.Count, maxHead);
        }

        return null;
    }
}
