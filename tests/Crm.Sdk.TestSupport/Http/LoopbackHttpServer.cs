using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crm.Sdk.TestSupport;

/// <summary>A real HTTP/1.1 server on this machine, on a port of its own, which does with each request what a test says; also what no good server does.</summary>
/// <remarks>Connections stay open between requests, as providers' do. What <c>answer</c> throws closes the connection and comes out of <see cref="DisposeAsync"/>.</remarks>
public sealed class LoopbackHttpServer : IAsyncDisposable
{
    private const int MaxHead = 64 * 1024;
    private const int MaxBody = 4 * 1024 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Func<LoopbackRequest, LoopbackReply> _answer;
    private readonly Task _accepting;

    public LoopbackHttpServer(Func<LoopbackRequest, LoopbackReply> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
        if (!_failures.IsEmpty)
        {
            throw new AggregateException(_failures);
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Task connection = ServeAsync(client);
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return; // stopped
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using TcpClient connection = client;
        connection.NoDelay = true;
        try
        {
            using var reader = new LoopbackReader(connection.GetStream(), MaxHead, MaxBody);
            while (await reader.ReadAsync(_stop.Token) is { } request)
            {
                LoopbackReply reply = _answer(request);
                if (reply == LoopbackReply.Drop)
                {
                    return;
                }

                if (reply == LoopbackReply.Hang)
                {
                    await reader.WaitForEndAsync(_stop.Token);
                    return;
                }

                await connection.GetStream().WriteAsync(Bytes(reply), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The client went, or the server stops: both are what tests do.
        }
        catch (Exception e)
        {
            _failures.Enqueue(e);
        }
    }

    private static byte[] Bytes(LoopbackReply reply)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(reply.Body)}\r\n");
        if (reply.RetryAfterSeconds is { } seconds)
        {
            head.Append(CultureInfo.InvariantCulture, $"Retry-After: {seconds}\r\n");
        }

        if (reply.Location is { } location)
        {
            head.Append(CultureInfo.InvariantCulture, $"Location: {location}\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").Append(reply.Body).ToString());
    }
}
