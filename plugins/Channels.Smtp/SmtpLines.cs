using System.Collections.Concurrent;
using System.Net;
using System.Net.Mail;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>Connections to the mail server, as many as the settings allow, kept open between mails for a while.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SmtpLines(SmtpOptions options, TimeProvider time) : IDisposable
{
    private const int MostMails = 100; // servers count mails of a connection

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(20); // below the time after which servers hang up

    private readonly ConcurrentStack<Line> _resting = new();
    private readonly SemaphoreSlim _places = new(options.Connections);
    private volatile bool _isClosed;

    /// <summary>Waits for a connection; the caller gives it back by <see cref="Return"/> or <see cref="Drop"/>.</summary>
    /// <exception cref="ObjectDisposedException">They are closed.</exception>
    public async Task<Line> TakeAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        while (_resting.TryPop(out Line? line))
        {
            if (line.Mails < MostMails && time.GetElapsedTime(line.Rested) < LongestRest)
            {
                return line;
            }

            line.Client.Dispose();
        }

        return new Line(Open());
    }

    /// <summary>Gives a connection back that took a mail.</summary>
    public void Return(Line line)
    {
        line.Mails++;
        line.Rested = time.GetTimestamp();
        if (_isClosed)
        {
            line.Client.Dispose();
        }
        else
        {
            _resting.Push(line);
        }

        _places.Release();
    }

    /// <summary>Closes a connection whose state is not known, once what runs on it has ended.</summary>
    public void Drop(Line line, Task sending)
    {
        _places.Release();
        _ = sending.ContinueWith(
            static (task, client) =>
            {
                _ = task.Exception; // read by who sent
                ((SmtpClient)client!).Dispose();
            },
            line.Client,
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosed = true;
        while (_resting.TryPop(out Line? line))
        {
            line.Client.Dispose();
        }
    }

    private SmtpClient Open() => new(options.Host!, options.Port)
    {
        EnableSsl = options.Security == SmtpSecurity.StartTls,
        UseDefaultCredentials = false,
        Credentials = string.IsNullOrEmpty(options.User) ? null : new NetworkCredential(options.User, options.Password),
        DeliveryFormat = SmtpDeliveryFormat.SevenBit,
    };

    /// <summary>One connection.</summary>
    internal sealed class Line(SmtpClient client)
    {
        public SmtpClient Client => client;

        public int Mails { get; set; }

        public long Rested { get; set; }
    }
}
