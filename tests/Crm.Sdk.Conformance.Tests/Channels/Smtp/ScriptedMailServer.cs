using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Conformance.Tests.Channels.Smtp;

/// <summary>A mail server that does as the laws say; started with the first call.</summary>
internal sealed class ScriptedMailServer : IScriptedProvider, IAsyncDisposable
{
    private readonly Lazy<Task<SmtpServer>> _running = new(static () => SmtpServer.StartAsync());

    public Task<SmtpServer> Running => _running.Value;

    public int Requests => Task.Run(async () => await (await Running).RequestsAsync(CancellationToken.None)).GetAwaiter().GetResult(); // the laws' word for it waits for nothing

    public async Task BehaveAsync(ProviderBehaviour behaviour, CancellationToken cancellationToken) =>
        await (await Running).BehaveAsync(behaviour.ToString().ToLowerInvariant(), cancellationToken);

    public async Task WaitForRequestsAsync(int requests, CancellationToken cancellationToken) => await (await Running).WaitForRequestsAsync(requests, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_running.IsValueCreated && _running.Value.IsCompletedSuccessfully)
        {
            await (await Running).DisposeAsync();
        }
    }
}
