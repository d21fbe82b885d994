using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A channel to a mailbox that is right; a planted fault overrides the one thing it does wrong.</summary>
internal class MailboxChannel(Mailbox mailbox) : INotificationChannel, IDisposable
{
    public virtual ChannelDescriptor Descriptor { get; } = Describe();

    protected Mailbox Mailbox => mailbox;

    protected bool IsDisposed { get; private set; }

    public virtual Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        mailbox.Put(message.Key, Form(message.Body));
        return Task.FromResult(DeliveryResult.Accepted());
    }

    public void Dispose() => Close();

    protected virtual void Close() => IsDisposed = true;

    /// <summary>What the mailbox gets of a text.</summary>
    protected virtual string Form(string text) => text;

    protected static ChannelDescriptor Describe() => new("mailbox") { Audience = Audience.Staff, AfterCrash = CrashPolicy.ProviderIdempotencyKey };
}

/// <summary>Counts how often it was asked.</summary>
internal sealed class DescribesItselfAnew(Mailbox mailbox) : MailboxChannel(mailbox)
{
    private int _asked;

    public override ChannelDescriptor Descriptor => Describe() with { Concurrency = ++_asked };
}

/// <summary>Does not say whom it reaches.</summary>
internal sealed class ReachesNobody(Mailbox mailbox) : MailboxChannel(mailbox)
{
    public override ChannelDescriptor Descriptor { get; } = Describe() with { Audience = Audience.None };
}

/// <summary>May be used no times a second.</summary>
internal sealed class MayNeverBeUsed(Mailbox mailbox) : MailboxChannel(mailbox)
{
    public override ChannelDescriptor Descriptor { get; } = Describe() with { Rate = new Rate(0, Duration.FromSeconds(1)) };
}

/// <summary>Knows the characters of western Europe.</summary>
internal sealed class WritesLatin1(Mailbox mailbox) : MailboxChannel(mailbox)
{
    protected override string Form(string text) => Encoding.Latin1.GetString(Encoding.Latin1.GetBytes(text));
}

/// <summary>Puts a text in one line.</summary>
internal sealed class LosesLineBreaks(Mailbox mailbox) : MailboxChannel(mailbox)
{
    protected override string Form(string text) => text.ReplaceLineEndings(" ");
}

/// <summary>Takes a text for a template.</summary>
internal sealed class FillsPlaces(Mailbox mailbox) : MailboxChannel(mailbox)
{
    protected override string Form(string text) => text.Contains("{0}", StringComparison.Ordinal) ? text.Replace("{0}", string.Empty, StringComparison.Ordinal) : text;
}

/// <summary>States characters and counts UTF-16 units.</summary>
internal sealed class CountsHalves(Mailbox mailbox) : MailboxChannel(mailbox)
{
    private const int Most = 70;

    public override ChannelDescriptor Descriptor { get; } = Describe() with { Limit = TextLimit.Characters(Most) };

    protected override string Form(string text) => text[..Math.Min(text.Length, Most)];
}

/// <summary>Refuses a key that it knows, so that the core thinks the message refused.</summary>
internal sealed class RefusesRepeats(Mailbox mailbox) : MailboxChannel(mailbox)
{
    private readonly ConcurrentDictionary<string, byte> _keys = new();

    public override Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested || _keys.TryAdd(message.Key, 0) ? base.SendAsync(message, cancellationToken) : Task.FromResult(DeliveryResult.Rejected("known"));
}

/// <summary>Knows its keys until it is closed.</summary>
internal sealed class ForgetsKeys(Mailbox mailbox) : MailboxChannel(mailbox)
{
    private readonly ConcurrentDictionary<string, byte> _keys = new();

    public override Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (_keys.TryAdd(message.Key, 0))
        {
            Mailbox.Put(null, message.Body);
        }

        return Task.FromResult(DeliveryResult.Accepted());
    }
}

/// <summary>Takes the text for the key.</summary>
internal sealed class DropsEqualTexts(Mailbox mailbox) : MailboxChannel(mailbox)
{
    public override Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Mailbox.Put(message.Body, message.Body);
        return Task.FromResult(DeliveryResult.Accepted());
    }
}

/// <summary>Sends, whatever its token says.</summary>
internal sealed class IgnoresItsToken(Mailbox mailbox) : MailboxChannel(mailbox)
{
    public override Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => base.SendAsync(message, CancellationToken.None);
}

/// <summary>Looks at its token after it put the message where the next call sends it from.</summary>
internal sealed class LooksTooLate(Mailbox mailbox) : MailboxChannel(mailbox)
{
    private readonly ConcurrentQueue<OutgoingMessage> _waiting = new();

    public override Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _waiting.Enqueue(message);
        cancellationToken.ThrowIfCancellationRequested();
        while (_waiting.TryDequeue(out OutgoingMessage? next))
        {
            Mailbox.Put(next.Key, next.Body);
        }

        return Task.FromResult(DeliveryResult.Accepted());
    }
}

/// <summary>Puts texts together in a buffer that all calls share.</summary>
internal sealed class SharesABuffer(Mailbox mailbox) : MailboxChannel(mailbox)
{
    private string _text = string.Empty;

    public override async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _text = message.Body;
        await Task.Yield();
        Mailbox.Put(message.Key, _text);
        return DeliveryResult.Accepted();
    }
}

/// <summary>Goes on when it is closed.</summary>
internal sealed class SendsWhenClosed(Mailbox mailbox) : MailboxChannel(mailbox)
{
    protected override void Close()
    {
    }
}

/// <summary>Can be closed only once.</summary>
internal sealed class MindsBeingClosedTwice(Mailbox mailbox) : MailboxChannel(mailbox)
{
    protected override void Close()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        base.Close();
    }
}

/// <summary>Tells what it could not send.</summary>
internal sealed class QuotesTheMessage(Mailbox mailbox) : MailboxChannel(mailbox)
{
    public override Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => IsDisposed
        ? throw new NotSentException(string.Create(CultureInfo.InvariantCulture, $"Closed, so '{message.Body}' was not sent."))
        : base.SendAsync(message, cancellationToken);
}
