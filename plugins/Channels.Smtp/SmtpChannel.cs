using System.Net.Mail;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>The channel <c>mail</c>: hands e-mail to a mail server by SMTP, texts and HTML with its text beside it.</summary>
/// <remarks>
/// The <c>Message-ID</c> follows from tenant and key. A message that withdraws a consent carries <c>List-Unsubscribe</c> and <c>List-Unsubscribe-Post</c> (RFC 8058); the mail server has to sign them (DKIM).
/// Messages of the SDK have no attachments. Thread-safe.
/// </remarks>
public sealed class SmtpChannel : INotificationChannel, IDisposable
{
    /// <summary>The channel's name.</summary>
    public const string Name = "mail";

    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly MailAddress? _from;
    private readonly MailAddress? _replyTo;
    private readonly SmtpLines _lines;

    /// <summary>Makes the channel; it connects with the first message.</summary>
    public SmtpChannel(IOptions<SmtpOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options.Value;
        _time = time;
        _from = SmtpAddress.Sender(_options.From);
        _replyTo = SmtpAddress.Sender(_options.ReplyTo);
        _lines = new SmtpLines(_options, time);
        Descriptor = new ChannelDescriptor(Name)
        {
            Audience = _options.Host is null ? Audience.None : Audience.Customers | Audience.Staff,
            Reaches = ContactPointKind.Email,
            Formats = [MessageFormat.Html, MessageFormat.PlainText],
            Rate = _options.PerMinute is { } perMinute ? Rate.PerMinute(perMinute) : null,
            AfterCrash = _options.AfterCrash,
            Concurrency = _options.Connections,
        };
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.Host is null || _from is null)
        {
            throw new NotSentException("There is no mail server: set smtp:host and smtp:from.");
        }

        if (SmtpAddress.Recipient(message.Address) is not { } to)
        {
            return DeliveryResult.Rejected("The address is no mail address.");
        }

        if (message.Subject?.Any(char.IsControl) == true)
        {
            return DeliveryResult.Rejected("The subject has a line break or another control character.");
        }

        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        SmtpLines.Line line = await TakeAsync(either.Token).ConfigureAwait(false);
        Mail mail = Mail.Of(_from, _replyTo, to, message);
        Task sending = Task.CompletedTask;
        try
        {
            sending = line.Client.SendMailAsync(mail.Message, either.Token);
            await sending.WaitAsync(either.Token).ConfigureAwait(false);
            _lines.Return(line);
            return DeliveryResult.Accepted(mail.Message.Headers["Message-ID"]);
        }
        catch (Exception error) when (error is SmtpException or OperationCanceledException or IOException or InvalidOperationException)
        {
            _lines.Drop(line, sending);
            return error is SmtpException answered && SmtpAnswers.Read(answered) is { } result ? result : throw Failure(error, mail.IsBegun, cancellationToken);
        }
        finally
        {
            _ = sending.ContinueWith(static (_, sent) => ((Mail)sent!).Dispose(), mail, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private async Task<SmtpLines.Line> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lines.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            throw new NotSentException("No connection to the mail server became free in time, or the channel is closed.", error);
        }
    }

    /// <summary>What ended without an answer. Its own text is not passed on once the server was given something: it might quote that.</summary>
    private Exception Failure(Exception error, bool isBegun, CancellationToken cancellationToken)
    {
        string server = $"The mail server {_options.Host}:{_options.Port}";
        bool late = error is OperationCanceledException && !cancellationToken.IsCancellationRequested;
        if (!isBegun)
        {
            return new NotSentException(late ? $"{server} was not ready within {_options.Timeout.TotalSeconds} s." : $"{server} could not be used: {error.GetBaseException().Message}");
        }

        return error is OperationCanceledException && !late
            ? new OperationCanceledException("The call ended while the mail was being handed over.", cancellationToken)
            : late ? new TimeoutException($"{server} did not answer within {_options.Timeout.TotalSeconds} s.") : new IOException($"{server} hung up while the mail was being handed over.");
    }
}
