using Crm.Sdk.Plugins;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>A guard that lets every call through on the caller's thread, until a test opens or refuses.</summary>
internal sealed class DirectGuard : IPluginGuard
{
    public PluginId Plugin { get; } = new("acme.channels");

    public bool IsOpen { get; set; }

    /// <summary>Asked before each call: an exception instead of the call, or null.</summary>
    public Func<PluginCallException?> Refusal { get; set; } = static () => null;

    public ValueTask<TResult> RunAsync<TState, TResult>(
        string operation, TState state, Func<TState, CancellationToken, ValueTask<TResult>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Refusal() is { } refused ? ValueTask.FromException<TResult>(refused) : call(state, cancellationToken);
    }

    public void Succeeded(int calls)
    {
    }

    public void Failed(string exceptionType, string message)
    {
    }

    public void Hung()
    {
    }

    public PluginCallException Refuse(bool started) => new(started ? PluginErrorCodes.CallTimedOut : PluginErrorCodes.TooManyCalls, Plugin, started, started ? "It passed its deadline." : "It has too many calls.");
}
