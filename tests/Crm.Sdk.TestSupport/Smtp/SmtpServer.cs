using System.Globalization;
using System.Text.Json;

namespace Crm.Sdk.TestSupport;

/// <summary>A real mail server on this machine, Debian's python3-aiosmtpd, that behaves as a test says.</summary>
/// <remarks>It is there when <see cref="RequiredServer.SmtpAsync"/> returned. Thread-safe.</remarks>
public sealed class SmtpServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock _gate = new();
    private readonly List<SmtpMail> _taken = [];
    private readonly Child _child;
    private readonly Task _reading;
    private readonly Dictionary<string, TaskCompletionSource> _awaited = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;
    private int _synced;

    private SmtpServer(Child child, int port)
    {
        _child = child;
        Port = port;
        _reading = ReadAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="arguments"><c>--certificate</c> and <c>--key</c> for STARTTLS, <c>--user</c> and <c>--password</c> for AUTH.</param>
    public static async Task<SmtpServer> StartAsync(params string[] arguments)
    {
        string python = await RequiredServer.SmtpAsync();
        Child child = Child.Start(python, ["-u", Path.Combine(AppContext.BaseDirectory, "Smtp", "smtp_server.py"), .. arguments]);
        string port = await child.ReadToLineAsync("port ");
        return new SmtpServer(child, int.Parse(port["port ".Length..], CultureInfo.InvariantCulture));
    }

    /// <summary>Says what it does from now on: a behaviour of the script.</summary>
    public Task BehaveAsync(string behaviour, CancellationToken cancellationToken) => AskAsync(behaviour, cancellationToken);

    /// <summary>The mails that it took so far, also those that it did not answer.</summary>
    public async Task<IReadOnlyList<SmtpMail>> TakenAsync(CancellationToken cancellationToken)
    {
        await SyncAsync(cancellationToken);
        lock (_gate)
        {
            return [.. _taken];
        }
    }

    /// <summary>How often a mail was handed over so far, whatever came of it.</summary>
    public async Task<int> RequestsAsync(CancellationToken cancellationToken)
    {
        await SyncAsync(cancellationToken);
        lock (_gate)
        {
            return _requests;
        }
    }

    /// <summary>Waits until mails were handed over so often.</summary>
    public async Task WaitForRequestsAsync(int requests, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_requests >= requests)
                {
                    return;
                }

                more = _more.Task;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        await _reading;
    }

    /// <summary>Waits until everything was read that the server said so far.</summary>
    private Task SyncAsync(CancellationToken cancellationToken) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $"sync {Interlocked.Increment(ref _synced)}"), cancellationToken);

    private async Task AskAsync(string line, CancellationToken cancellationToken)
    {
        Task answered;
        lock (_gate)
        {
            answered = (_awaited[line] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await _child.WriteLineAsync(line);
        await answered.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    private async Task ReadAsync()
    {
        while (await _child.ReadLineAsync(TimeSpan.FromHours(1)) is { } line)
        {
            lock (_gate)
            {
                Take(line);
            }
        }
    }

    private void Take(string line)
    {
        if (_awaited.Remove(line, out TaskCompletionSource? answered))
        {
            answered.SetResult();
            return;
        }

        using JsonDocument read = JsonDocument.Parse(line);
        if (read.RootElement.GetProperty("event").GetString() == "message")
        {
            _taken.Add(read.RootElement.Deserialize<SmtpMail>(Json)!);
            return;
        }

        _requests++;
        _more.SetResult();
        _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
