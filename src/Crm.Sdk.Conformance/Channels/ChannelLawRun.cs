using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Testing;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>One run of a channel law: a channel whose calls are written down, and the words to state a law with.</summary>
internal sealed class ChannelLawRun : IAsyncDisposable
{
    /// <summary>How long a call may take that nothing holds up.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly IChannelFixture _fixture;
    private readonly Trace _trace;
    private int _read; // how many of what was received a law has seen

    private ChannelLawRun(IChannelFixture fixture, INotificationChannel channel, Trace trace, ulong seed, int size, CancellationToken cancellationToken)
    {
        _fixture = fixture;
        _trace = trace;
        Channel = channel;
        Size = size;
        Token = cancellationToken;
        Random = new Random(unchecked((int)seed));
        Address = fixture.Address ?? channel.Descriptor.Reaches switch
        {
            ContactPointKind.Email => "laws@example.com",
            ContactPointKind.Phone => "+8613800138000",
            ContactPointKind.Other => "laws",
            _ => null,
        };
    }

    public INotificationChannel Channel { get; private set; }

    public ChannelDescriptor Descriptor => Channel.Descriptor;

    public string? Address { get; }

    public int Size { get; }

    public CancellationToken Token { get; }

    public Random Random { get; }

    public bool DropsRepeats => Descriptor.AfterCrash == CrashPolicy.ProviderIdempotencyKey;

    public bool HasProvider => _fixture.Provider is not null;

    /// <summary>The provider; without one the law does not apply.</summary>
    public IScriptedProvider Provider => _fixture.Provider ?? throw new NotApplicableException("the fixture has no scripted provider");

    public static async Task<ChannelLawRun> OpenAsync(IChannelFixture fixture, Trace trace, ulong seed, int size, CancellationToken cancellationToken)
    {
        if (fixture.Provider is { } provider)
        {
            await provider.BehaveAsync(ProviderBehaviour.Accepts, cancellationToken).ConfigureAwait(false);
        }

        INotificationChannel channel = await fixture.CreateAsync(cancellationToken).ConfigureAwait(false);
        return new ChannelLawRun(fixture, channel, trace, seed, size, cancellationToken);
    }

    /// <summary>Another channel of the same fixture; the law removes it.</summary>
    public Task<INotificationChannel> CreateAnotherAsync() => _fixture.CreateAsync(Token);

    public Task RemoveAsync(INotificationChannel channel) => _fixture.RemoveAsync(channel, CancellationToken.None);

    /// <summary>How long a text may be; of a channel that sends approved templates, how long a value may be.</summary>
    public TextLimit Limit => Descriptor.Templates is [{ MaxValueLength: { } most }, ..] && (Descriptor.Limit.InBytes || most < Descriptor.Limit.Count) ? TextLimit.Characters(most) : Descriptor.Limit;

    /// <summary>A message with a key of its own, or of an earlier one to be sent again; of a text that is too long, as much as the channel takes.</summary>
    public OutgoingMessage Message(string body, OutgoingMessage? again = null) => TestMessages.Create(
        Descriptor.Name,
        again?.Key ?? string.Create(CultureInfo.InvariantCulture, $"law-{RecordId.New().Value:N}"),
        LawTexts.Cut(body, Limit),
        Address,
        Descriptor.Reaches == ContactPointKind.Email ? "Laws 规则" : null,
        attempt: (again?.Attempt ?? 0) + 1,
        template: Filled(LawTexts.Cut(body, Limit)));

    /// <summary>Sends, and says how it ended. Every call has an end: one that takes longer than a minute, or than is said, breaks the law.</summary>
    public async Task<Attempt> TryAsync(OutgoingMessage message, CancellationToken? cancellationToken = null)
    {
        Attempt attempt = await EndAsync(Start(message, cancellationToken ?? Token), Longest).ConfigureAwait(false);
        _trace.Add($"send {Describe(message)} → {attempt}");
        return attempt;
    }

    /// <summary>Begins a call on another thread, so that one that blocks holds up nobody.</summary>
    public Task<DeliveryResult> Start(OutgoingMessage message, CancellationToken cancellationToken) => Task.Run(() => Channel.SendAsync(message, cancellationToken), CancellationToken.None);

    /// <summary>How a call that was begun ended.</summary>
    public static async Task<Attempt> EndAsync(Task<DeliveryResult> call, TimeSpan within)
    {
        using var ended = new CancellationTokenSource();
        if (await Task.WhenAny(call, Task.Delay(within, ended.Token)).ConfigureAwait(false) != call)
        {
            throw new LawViolationException($"The call did not end within {within.TotalSeconds} s.");
        }

        await ended.CancelAsync().ConfigureAwait(false);
        try
        {
            return new Attempt(await call.ConfigureAwait(false), null);
        }
        catch (Exception error) // how the channel says that the outcome is unknown
        {
            return new Attempt(null, error);
        }
    }

    /// <summary>Sends what nothing speaks against.</summary>
    public async Task SendAsync(OutgoingMessage message) => ExpectAccepted(await TryAsync(message).ConfigureAwait(false), "A message that nothing speaks against");

    public static void ExpectAccepted(Attempt attempt, string what) => Statement.Expect(attempt.IsAccepted, $"{what} should be accepted, and the answer was {attempt}.");

    public async Task BehaveAsync(ProviderBehaviour behaviour)
    {
        await Provider.BehaveAsync(behaviour, Token).ConfigureAwait(false);
        _trace.Add($"from now on the provider {behaviour switch { ProviderBehaviour.Busy => "is busy", _ => behaviour.ToString().ToLowerInvariant() }}");
    }

    public async Task ReopenAsync()
    {
        _trace.Add("close, and make again");
        Channel = await _fixture.ReopenAsync(Channel, Token).ConfigureAwait(false);
    }

    /// <summary>What came out on the other side since this was last asked.</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> NewAsync()
    {
        IReadOnlyList<ReceivedMessage> all = await _fixture.ReceivedAsync(Channel, Token).ConfigureAwait(false);
        ReceivedMessage[] added = [.. all.Skip(_read)];
        _read = all.Count;
        _trace.Add($"received: {(added.Length == 0 ? "nothing" : string.Join(", ", added.Take(5).Select(static message => LawTexts.Quote(message.Text))))}{(added.Length > 5 ? ", …" : string.Empty)}");
        return added;
    }

    /// <summary>Breaks the law unless exactly one message came out, and that one as it was sent.</summary>
    public async Task ExpectOneAsync(OutgoingMessage message, string what)
    {
        IReadOnlyList<ReceivedMessage> received = await NewAsync().ConfigureAwait(false);
        Statement.Expect(received.Count == 1, $"{what} should be received once, and was received {received.Count} times.");
        Statement.Expect(
            LawTexts.Same(received[0].Text, message.Body), $"{what} was sent as {LawTexts.Quote(message.Body)} and received as {LawTexts.Quote(received[0].Text)}.");
        Statement.Expect(received[0].Address is null || received[0].Address == message.Address, $"{what} went to another address.");
        Statement.Expect(received[0].Subject is null || received[0].Subject == message.Subject, $"{what} has another subject.");
    }

    public async Task ExpectNothingAsync(string what)
    {
        IReadOnlyList<ReceivedMessage> received = await NewAsync().ConfigureAwait(false);
        Statement.Expect(received.Count == 0, $"{what} should send nothing, and {received.Count} messages were received.");
    }

    /// <summary>The channel's first approved template with the text in its first place; null where the channel sends texts.</summary>
    private FilledTemplate? Filled(string text) => Descriptor.Templates is [var template, ..]
        ? new FilledTemplate(template.Code, [.. template.Variables.Select((name, i) => new TemplateArgument(name, i == 0 ? text : "1"))])
        : null;

    public void Note(string line) => _trace.Add(line);

    public void ForgetTrace() => _trace.Clear();

    public async ValueTask DisposeAsync() => await RemoveAsync(Channel).ConfigureAwait(false);

    private static string Describe(OutgoingMessage message) => $"{message.Key[..Math.Min(12, message.Key.Length)]}… {LawTexts.Quote(message.Body)}{(message.Attempt > 1 ? $", attempt {message.Attempt}" : string.Empty)}";
}
